import type { Bucket } from '@/lib/buckets/types';

export type BucketColumn = 'name' | 'region' | 'created';

export interface BucketSort {
  column: BucketColumn;
  descending: boolean;
}

const compareText = new Intl.Collator('en', { numeric: true }).compare;

const comparers: Record<BucketColumn, (a: Bucket, b: Bucket) => number> = {
  name: (a, b) => compareText(a.name, b.name),
  region: (a, b) => compareText(a.region ?? '', b.region ?? ''),
  created: (a, b) => (a.created ?? 0) - (b.created ?? 0),
};

/** The buckets whose name holds the text in any case, in the wished order; `null` keeps the server's. Names break ties. */
export function toShownBuckets(buckets: readonly Bucket[], filter: string, sort: BucketSort | null): Bucket[] {
  const wanted = filter.trim().toLowerCase();
  const shown = buckets.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (!sort) return shown;
  const compare = comparers[sort.column];
  const sign = sort.descending ? -1 : 1;
  return shown.sort((a, b) => sign * compare(a, b) || comparers.name(a, b));
}

/** What a press on a column's heading leads to: ascending, descending, and back to the server's order. */
export function toNextSort(sort: BucketSort | null, column: BucketColumn): BucketSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
