import type { ListingCursor } from '@/lib/listing/page';
import type { Connection } from '@/lib/s3/connection';
import { listVersionItems } from '../../items';
import type { JobItem } from '../../types';
import type { Cursor, ItemPage } from '../define';
import type { CopyJobInput } from './schema';

/** Where the listing stands: what is named first, then prefix by prefix. */
interface Place {
  /** Named objects taken. */
  named: number;
  prefix: number;
  cursor: ListingCursor | null;
  /** The key that the page before ended with: more of it may come. */
  open: JobItem | null;
}

/** As many as a page of a listing has. */
const namedPerPage = 1000;

/**
 * One item for each key of a page of versions and delete markers (keys ascending, of each the newest first), with the bytes of all. The
 * last key is kept open for the page after it. Whether the newest is a marker stays told.
 */
export function groupHistories(
  entries: readonly JobItem[],
  open: JobItem | null,
  isLastPage: boolean,
): { items: JobItem[]; open: JobItem | null } {
  const items: JobItem[] = [];
  let current = open;
  for (const { key, sizeBytes = 0, isMarker } of entries) {
    if (current?.key === key) current = { ...current, sizeBytes: (current.sizeBytes ?? 0) + sizeBytes };
    else {
      if (current) items.push(current);
      current = { key, sizeBytes, ...(isMarker && { isMarker }) };
    }
  }
  if (isLastPage && current) items.push(current);
  return { items, open: isLastPage ? null : current };
}

/** One page of the objects of a selection that have or had a version, deleted ones too. */
export async function listHistories(
  connection: Connection,
  { bucket, objects, prefixes }: Pick<CopyJobInput, 'bucket' | 'objects' | 'prefixes'>,
  cursor: Cursor | null,
): Promise<ItemPage> {
  const place = (cursor as unknown as Place | null) ?? { named: 0, prefix: 0, cursor: null, open: null };
  const toNext = (next: Place): Cursor | null =>
    next.named >= objects.length && next.prefix >= prefixes.length ? null : (next as unknown as Cursor);
  if (place.named < objects.length) {
    const named = place.named + namedPerPage;
    return { items: objects.slice(place.named, named), next: toNext({ ...place, named }) };
  }
  const prefix = prefixes[place.prefix];
  if (prefix === undefined) return { items: [], next: null };
  const target = { connection: connection.id, bucket, prefix };
  const page = await listVersionItems(connection, target, place.cursor);
  const { items, open } = groupHistories(page.items, place.open, page.next === null);
  const next = page.next
    ? { ...place, cursor: page.next, open }
    : { ...place, prefix: place.prefix + 1, cursor: null, open };
  return { items, next: toNext(next) };
}
