import { AppError, toAppError } from '@/lib/errors/app-error';
import type { JobContext, Outcome } from './kinds/define';
import type { JobFailure, JobItem } from './types';

/** Requests of one chunk under way at once. */
const parallelism = 16;

/** A failure of one item as a value. What nobody foresaw is thrown on. */
function toJobFailure(item: JobItem, thrown: unknown): JobFailure {
  const error = toAppError(thrown);
  if (error.code === 'internal') throw thrown;
  // The answer to a HEAD has no body, so its refusals have no code of S3.
  const told = error.s3?.code === 'Unknown' ? '' : error.s3?.code;
  return { item, code: told || error.code, message: error.s3?.message || error.message };
}

/** What became of one item, where there is more to tell than that it was done. */
export interface ItemResult {
  /** Its size where not told. */
  bytes?: number;
  isSkipped?: boolean;
  /** What could not be brought along, one sentence each. */
  losses?: readonly string[];
}

function addResult(
  outcome: Required<Omit<Outcome, 'found'>>,
  item: JobItem,
  { bytes, isSkipped, losses = [] }: ItemResult,
): void {
  outcome.bytes += bytes ?? item.sizeBytes ?? 0;
  if (isSkipped === true) outcome.skipped += 1;
  if (losses.length > 0) outcome.notes.push({ item, code: 'incomplete', message: losses.join(' ') });
}

/** `act` for kinds that work on one item at a time: some at once, failures as values, the rest handed back when stopped. */
export async function actOnEach(
  { signal }: JobContext,
  items: readonly JobItem[],
  work: (item: JobItem) => Promise<ItemResult>,
): Promise<Outcome> {
  const waiting = [...items];
  const outcome: Required<Omit<Outcome, 'found'>> = { failures: [], remaining: [], bytes: 0, skipped: 0, notes: [] };
  const isStopped = (): boolean => signal.aborted;
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (isStopped()) {
        outcome.remaining.push(item);
        continue;
      }
      try {
        addResult(outcome, item, await work(item));
      } catch (error) {
        if (isStopped() && error instanceof AppError && error.code === 'cancelled') outcome.remaining.push(item);
        else outcome.failures.push(toJobFailure(item, error));
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
