import { AppError, type ErrorInfo } from './app-error.ts';

/** The outcome of an act. Failures travel as values: Next masks the message of anything thrown across an action. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: ErrorInfo };

/** The value, or the failure thrown again as an AppError. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw AppError.fromInfo(result.error);
}
