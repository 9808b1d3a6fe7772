import type { JobItem } from '../../types';
import type { PurgeJobInput } from './schema';

/** What is known of the key that a page ended with, for the page after it. */
export interface Carried {
  key: string;
  /** Its latest, if that is a delete marker and nothing older has been seen behind it. */
  marker: JobItem | null;
}

type Choice = Pick<PurgeJobInput, 'olderVersions' | 'writtenBefore' | 'loneMarkers'>;

function isOld({ isLatest, modified }: JobItem, { olderVersions, writtenBefore }: Choice): boolean {
  if (!olderVersions || isLatest === true) return false;
  return writtenBefore === null || (modified !== undefined && modified < writtenBefore);
}

/**
 * The versions of one page that are to go. Keys come ascending and the newest of a key first, so a marker is alone when the next
 * entry is of another key; the last key of a page is only judged with the page after it. A marker that is made lone by this
 * very purge stays for the next one.
 */
export function chooseVersions(
  entries: readonly JobItem[],
  choice: Choice,
  carried: Carried | null,
  isLastPage: boolean,
): { items: JobItem[]; carried: Carried | null } {
  const items: JobItem[] = [];
  let current = carried;
  const closeKey = (): void => {
    if (current?.marker && choice.loneMarkers) items.push(current.marker);
  };
  for (const entry of entries) {
    if (isOld(entry, choice)) items.push(entry);
    if (current?.key === entry.key) {
      // Even if this goes too: should that fail, an object would come back that was deleted.
      current = { key: entry.key, marker: null };
      continue;
    }
    closeKey();
    current = { key: entry.key, marker: entry.isLatest === true && entry.isMarker === true ? entry : null };
  }
  if (isLastPage) {
    closeKey();
    current = null;
  }
  return { items, carried: current };
}
