import { unwrap, type Result } from '@/lib/errors/result';
import { emitSessionEnd } from './session-events';

/**
 * The value of an action that no query or mutation asked for. When the session of `connection` has ended, the shell hears
 * of it and asks for the keys, as it does for queries; the failure is thrown all the same.
 */
export function unwrapFor<Value>(connection: string, result: Result<Value>): Value {
  if (!result.ok && result.error.code === 'session-ended') emitSessionEnd(connection);
  return unwrap(result);
}
