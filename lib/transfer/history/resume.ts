import type { ObjectVersion } from '@/lib/versions/types';
import { compareContents } from '../compare';
import type { ConflictRule, Content } from '../types';

/** A version or marker as a listing tells it. */
export type HistoryEntry = Pick<ObjectVersion, 'versionId' | 'isMarker' | 'sizeBytes' | 'modified' | 'etag'>;

const toContent = ({ sizeBytes, etag, modified, versionId }: HistoryEntry): Content => ({
  ...{ sizeBytes, modified, versionId },
  ...{ etag: etag.replaceAll('"', '') || null, checksums: [] },
});

/** As far as listings tell. */
function isCopyOf(copy: HistoryEntry, original: HistoryEntry): boolean {
  if (copy.isMarker || original.isMarker) return copy.isMarker && original.isMarker;
  return compareContents(toContent(original), toContent(copy)) !== 'different';
}

/**
 * The copies of these that are there already, the oldest first, and of as many originals: those found in their order among what was
 * written at the target since the work began, the oldest first too. What somebody else has written in between does not count.
 */
export function findCopied(originals: readonly HistoryEntry[], written: readonly HistoryEntry[]): HistoryEntry[] {
  const copies: HistoryEntry[] = [];
  for (const copy of written) {
    const original = originals[copies.length];
    if (original && isCopyOf(copy, original)) copies.push(copy);
  }
  return copies;
}

/** As `findCopied`, and asks about pairs of one size that listings alone would tell apart: their ETags may say nothing of the content. */
export async function findCopiedClosely(
  originals: readonly HistoryEntry[],
  written: readonly HistoryEntry[],
  isCopy: (original: HistoryEntry, copy: HistoryEntry) => Promise<boolean>,
): Promise<HistoryEntry[]> {
  const copies: HistoryEntry[] = [];
  for (const copy of written) {
    const original = originals[copies.length];
    if (!original) break;
    const mayBe = !copy.isMarker && !original.isMarker && copy.sizeBytes === original.sizeBytes;
    if (isCopyOf(copy, original) || (mayBe && (await isCopy(original, copy)))) copies.push(copy);
  }
  return copies;
}

/** HTTP dates and some listings tell whole seconds. */
const toSeconds = (time: number): number => Math.floor(time / 1000);

/** Of what stands at the target, the oldest first: what was written since a moment on its server's clock. */
export function keepWrittenSince(entries: readonly HistoryEntry[], since: number): HistoryEntry[] {
  return entries.filter(({ modified }) => modified !== null && toSeconds(modified) >= toSeconds(since));
}

/** Whether nothing has come, gone or become another between two listings. */
export function isSameHistory(one: readonly HistoryEntry[], other: readonly HistoryEntry[]): boolean {
  return (
    one.length === other.length &&
    one.every((entry, at) => {
      const now = other[at];
      return now?.versionId === entry.versionId && now.etag === entry.etag && now.modified === entry.modified;
    })
  );
}

/** Whether the rule leaves what is current at the target, given the newest of the original. */
export function isLeft(newest: HistoryEntry, current: HistoryEntry | undefined, rule: ConflictRule): boolean {
  if (current === undefined || current.isMarker) return false;
  switch (rule) {
    case 'overwrite':
      return false;
    case 'skip':
      return true;
    case 'newer':
      return newest.modified === null || current.modified === null || newest.modified <= current.modified;
    case 'different':
      return !newest.isMarker && compareContents(toContent(newest), toContent(current)) === 'same';
  }
}
