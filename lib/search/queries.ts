import type { Result } from '@/lib/errors/result';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import { walkSearch } from './actions';
import type { SearchInput } from './schema';

const everything = [{ after: '', until: null }];

/** A stretch of a search, from where `cursor` says (`null`: from the start). The last value may be a failure. */
export async function fetchSearchPages(
  input: Omit<SearchInput, 'ranges'>,
  cursor: ListingCursor | null,
): Promise<AsyncIterable<Result<ListingPage>>> {
  const ranges = cursor?.token == null ? everything : (JSON.parse(cursor.token) as SearchInput['ranges']);
  return (await walkSearch({ ...input, ranges })).pages;
}
