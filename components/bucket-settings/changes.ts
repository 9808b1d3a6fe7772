import type { Comparison } from '@/lib/settings/types';

/** A change that can be written: chosen where buckets are compared, applied in a dialog. */
export type Change = Extract<Comparison, { state: 'differs' | 'extra' }>;

export interface BucketChanges {
  bucket: string;
  changes: Change[];
}

export function isChange(comparison: Comparison): comparison is Change {
  return comparison.state === 'differs' || comparison.state === 'extra';
}

/** What is chosen of what differs, by bucket; buckets without anything are left out. */
export function toPlan(
  compared: readonly { bucket: string; comparisons: readonly Comparison[] }[],
  chosen: Readonly<Record<string, readonly string[]>>,
): BucketChanges[] {
  return compared
    .map(({ bucket, comparisons }) => {
      const ids = chosen[bucket] ?? [];
      return { bucket, changes: comparisons.filter(isChange).filter(({ id }) => ids.includes(id)) };
    })
    .filter(({ changes }) => changes.length > 0);
}
