import type { JobItem } from '../../types';
import type { ReturnJobInput } from './schema';

/** What is known of the key that a page ended with, for the page after it. */
export interface Carried {
  key: string;
  /** The newest of its versions and markers is a marker. */
  isHidden: boolean;
  /** Ids of the markers made since, the newest first, as long as there is nothing but markers; `null` when a version has come. */
  markers: string[] | null;
  /** The rest of its versions says nothing new. */
  isDone: boolean;
}

/** What it takes to have everything as it was. */
export interface Chosen {
  /** A version to be copied on top; a marker to be taken away; or, with the change `extra`, a key to be hidden. */
  items: JobItem[];
  /** Keys by what is to become of them, `markers` beside them; `archived` of those to be copied. */
  counts: Record<'same' | 'copied' | 'unhidden' | 'markers' | 'new' | 'archived', number>;
  carried: Carried | null;
}

/** A key that has more markers on top gets its version copied instead: what is carried from page to page stays small. */
const maxMarkers = 100;

/** They can be read only after a restore (User Guide, "Understanding archival storage in S3 Glacier"). */
const archiveClasses = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** A version counts from the moment it was written. One without a date cannot be placed, and is taken for old. */
const isAfter = ({ modified }: JobItem, at: number): boolean => modified !== undefined && modified > at;

function open({ key, isMarker }: JobItem): Carried {
  return { key, isHidden: isMarker === true, markers: [], isDone: false };
}

/** Notes a version or marker made since. */
function addSince(current: Carried, { isMarker, versionId = 'null' }: JobItem): void {
  const isMore = isMarker === true && current.markers !== null && current.markers.length < maxMarkers;
  current.markers = isMore ? [...(current.markers ?? []), versionId] : null;
}

function addHidden({ items, counts }: Chosen, { key }: Carried, { hidesNew }: Pick<ReturnJobInput, 'hidesNew'>): void {
  counts.new += 1;
  if (hidesNew) items.push({ key, change: 'extra' });
}

/** The key has a version that was current then. */
function addReturn({ items, counts }: Chosen, { key, markers }: Carried, then: JobItem): void {
  if (markers === null) {
    counts.copied += 1;
    if (archiveClasses.has(then.storageClass ?? '')) counts.archived += 1;
    items.push(then);
  } else if (markers.length === 0) counts.same += 1;
  else {
    counts.unhidden += 1;
    counts.markers += markers.length;
    items.push(...markers.map((versionId) => ({ key, versionId, isMarker: true })));
  }
}

/**
 * What it takes to have the keys of one page of versions and delete markers (keys ascending, of each key the newest first) as they
 * were at a moment. The last key of a page is decided with the page after it.
 */
export function chooseReturns(
  entries: readonly JobItem[],
  input: Pick<ReturnJobInput, 'at' | 'hidesNew'>,
  carried: Carried | null,
  isLastPage: boolean,
): Chosen {
  const counts = { same: 0, copied: 0, unhidden: 0, markers: 0, new: 0, archived: 0 };
  const chosen: Chosen = { items: [], counts, carried: null };
  let current = carried && { ...carried };
  const closeKey = (): void => {
    if (current && !current.isDone && !current.isHidden) addHidden(chosen, current, input);
  };
  for (const entry of entries) {
    if (current?.key !== entry.key) {
      closeKey();
      current = open(entry);
    }
    if (current.isDone) continue;
    if (isAfter(entry, input.at)) {
      addSince(current, entry);
      continue;
    }
    current.isDone = true;
    if (entry.isMarker !== true) addReturn(chosen, current, entry);
    // It was deleted then; what stands on top of the marker has come since.
    else if (!current.isHidden) addHidden(chosen, current, input);
  }
  if (isLastPage) closeKey();
  else chosen.carried = current;
  return chosen;
}
