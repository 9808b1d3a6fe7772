import type { ObjectRow } from '@/lib/listing/rows';

/** What has become since of what was there at a point in time. `new`: it was not there. */
export type Since = 'same' | 'changed' | 'deleted' | 'new';

/** A version that was the current one then; of what is new since, the one that is current now. */
export interface PastRow {
  row: ObjectRow;
  since: Since;
}

/** A key of which newer versions have been seen, and not yet the one that was current at the time. */
interface Pending {
  name: string;
  /** The newest of its versions and markers. */
  latest: ObjectRow;
}

/** What is carried from one page of versions to the next. `isDone` when the rest of its versions says nothing new. */
export type Carried = (Pending & { isDone: boolean }) | null;

/** A version counts from the moment it was written. One without a date cannot be placed, and is taken for old. */
const isAfter = ({ modified }: ObjectRow, at: number): boolean => modified !== null && modified > at;

const isMarker = ({ version }: ObjectRow): boolean => version?.isMarker === true;

function findSince(then: ObjectRow, latest: ObjectRow): Since {
  if (then.version?.id === latest.version?.id) return 'same';
  return isMarker(latest) ? 'deleted' : 'changed';
}

/** What a key whose versions are all newer says: it has come since, unless it has gone again as well. */
function toNew({ latest, isDone }: NonNullable<Carried>): PastRow[] {
  return isDone || isMarker(latest) ? [] : [{ row: latest, since: 'new' }];
}

/**
 * Reduces versions and delete markers (keys ascending, of each key the newest first) to what there was at a point in time. Works
 * page by page: hand in what the last page carried over, and `isLast` with the last.
 */
export function foldVersions(
  rows: Iterable<ObjectRow>,
  at: number,
  carried: Carried,
  isLast: boolean,
): { past: PastRow[]; carried: Carried } {
  const past: PastRow[] = [];
  let current = carried;
  for (const row of rows) {
    if (current?.name !== row.name) {
      if (current) past.push(...toNew(current));
      current = { name: row.name, latest: row, isDone: false };
    }
    if (current.isDone || isAfter(row, at)) continue;
    current.isDone = true;
    if (!isMarker(row)) past.push({ row, since: findSince(row, current.latest) });
    // It was deleted then; what stands on top of the marker has come since.
    else if (!isMarker(current.latest)) past.push({ row: current.latest, since: 'new' });
  }
  if (!isLast) return { past, carried: current };
  if (current) past.push(...toNew(current));
  return { past, carried: null };
}
