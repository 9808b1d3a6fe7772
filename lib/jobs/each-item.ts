import { AppError, toAppError } from '@/lib/errors/app-error';
import type { JobContext, Outcome } from './kinds/define';
import type { JobFailure, JobItem } from './types';

/** Requests of one chunk under way at once. */
const parallelism = 16;

/** A failure of one item as a value. What nobody foresaw is thrown on. */
function toJobFailure(item: JobItem, thrown: unknown): JobFailure {
  const error = toAppError(thrown);
  if (error.code === 'internal') throw thrown;
  return { item, code: error.s3?.code || error.code, message: error.s3?.message || error.message };
}

/** `act` for kinds that work on one item at a time: some at once, failures as values, the rest handed back when stopped. */
export async function actOnEach(
  { signal }: JobContext,
  items: readonly JobItem[],
  work: (item: JobItem) => Promise<void>,
): Promise<Outcome> {
  const waiting = [...items];
  const outcome: Outcome = { failures: [], remaining: [], bytes: 0 };
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (signal.aborted) {
        outcome.remaining.push(item);
        continue;
      }
      try {
        await work(item);
        outcome.bytes += item.sizeBytes ?? 0;
      } catch (error) {
        outcome.failures.push(toJobFailure(item, error));
      }
    }
  };
  await Promise.all(Array.from({ length: parallelism }, lane));
  return outcome;
}

/** Whether a failure is that the thing is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not-found';
}
