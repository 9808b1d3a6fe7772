import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { countWhatRuleTouches } from './actions';
import type { LifecycleRule } from './rules';
import type { TouchCursor } from './schema';
import { addCounts, nothingTouched, type TouchCounts } from './touch';

/** Counting ends here by itself: what a person waits for, and what a provider may be paid for. */
const maxLooked = 1_000_000;

export interface TouchProgress {
  counts: TouchCounts;
  /** Nothing is left to look at. */
  isComplete: boolean;
}

/** Counts what a rule would do now; yields the running numbers, until `signal` stops it between two steps. */
export async function* countRule(
  { connection, bucket }: BucketTarget,
  rule: LifecycleRule,
  signal: AbortSignal,
): AsyncGenerator<TouchProgress, void, void> {
  let counts = nothingTouched;
  let cursor: TouchCursor | null = null;
  do {
    const step: { counts: TouchCounts; next: TouchCursor | null } = unwrap(
      await (
        await countWhatRuleTouches({ connection, bucket, rule, cursor })
      ).result,
    );
    counts = addCounts(counts, step.counts);
    cursor = step.next;
    yield { counts, isComplete: cursor === null };
  } while (cursor !== null && !signal.aborted && counts.looked < maxLooked);
}
