import type { ListingCursor } from '@/lib/listing/page';
import type { Connection } from '@/lib/s3/connection';
import { listObjectItems } from './items';
import type { Cursor, ItemPage } from './kinds/define';
import type { JobItem } from './types';

/** What somebody selected: single things by name, and everything under prefixes, `''` being the whole bucket. */
interface Selection {
  connection: string;
  bucket: string;
  named: readonly JobItem[];
  prefixes: readonly string[];
}

/** Where the listing stands: what is named first, then prefix by prefix. */
type Place = { part: 'named'; at: number } | { part: 'prefixes'; at: number; cursor: ListingCursor | null };

/** As many as a page of a listing has. */
const namedPerPage = 1000;

/** One page of what a selection holds, and where the next begins. */
export async function listSelectionItems(
  connection: Connection,
  { named, prefixes, ...target }: Selection,
  cursor: Cursor | null,
): Promise<ItemPage> {
  const toNext = (next: Place): Cursor | null => {
    const place: Place =
      next.part === 'named' && next.at >= named.length ? { part: 'prefixes', at: 0, cursor: null } : next;
    const isEnd = place.part === 'prefixes' && place.at >= prefixes.length;
    return isEnd ? null : (place as unknown as Cursor);
  };
  const place = (cursor as unknown as Place | null) ?? { part: 'named', at: 0 };
  if (place.part === 'named' && named.length > 0) {
    const end = place.at + namedPerPage;
    return { items: named.slice(place.at, end), next: toNext({ part: 'named', at: end }) };
  }
  const { at, cursor: from } = place.part === 'prefixes' ? place : { at: 0, cursor: null };
  const prefix = prefixes[at];
  if (prefix === undefined) return { items: [], next: null };
  const { items, next } = await listObjectItems(connection, { ...target, prefix }, from);
  return {
    items,
    next: toNext(next ? { part: 'prefixes', at, cursor: next } : { part: 'prefixes', at: at + 1, cursor: null }),
  };
}
