import type { Result } from '@/lib/errors/result';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import { ListingRows, type ObjectRow } from '@/lib/listing/rows';
import type { FetchPages } from '@/lib/listing/walk';
import { foldVersions, type Carried } from './fold';
import { toPastPage } from './past-page';

/** A walk goes back one page at most: when the last one was dropped because somebody stopped it. */
const keptStates = 4;

function* objectsOf(rows: ListingRows): Generator<ObjectRow, void, undefined> {
  for (let id = 0; id < rows.objects; id += 1) {
    const row = rows.row(id);
    if (row.kind === 'object') yield row;
  }
}

/**
 * The pages of a listing of versions as what there was at a point in time, in milliseconds since 1970. A key may have versions on
 * many pages; what is known of it is remembered beside the place where the listing goes on.
 */
export function atPointInTime(
  { prefix, delimiter }: { prefix: string; delimiter: string },
  at: number,
  fetchVersions: FetchPages,
): FetchPages {
  const carriedAt = new Map<string, Carried>();

  function fold(page: ListingPage, before: Carried): { page: ListingPage; carried: Carried } {
    const rows = new ListingRows(prefix, delimiter);
    rows.append(page);
    const { past, carried } = foldVersions(objectsOf(rows), at, before, page.next === null);
    return { page: toPastPage(page, past, rows.stem), carried };
  }

  function remember(cursor: ListingCursor, carried: Carried): void {
    carriedAt.set(JSON.stringify(cursor), carried);
    for (const place of carriedAt.keys()) {
      if (carriedAt.size <= keptStates) break;
      carriedAt.delete(place);
    }
  }

  async function* foldAll(
    pages: AsyncIterable<Result<ListingPage>>,
    cursor: ListingCursor | null,
  ): AsyncGenerator<Result<ListingPage>, void, void> {
    let carried = cursor === null ? null : (carriedAt.get(JSON.stringify(cursor)) ?? null);
    for await (const result of pages) {
      if (!result.ok) {
        yield result;
        return;
      }
      const folded = fold(result.value, carried);
      ({ carried } = folded);
      if (folded.page.next) remember(folded.page.next, carried);
      yield { ok: true, value: folded.page };
    }
  }

  return async (cursor, pages) => foldAll(await fetchVersions(cursor, pages), cursor);
}
