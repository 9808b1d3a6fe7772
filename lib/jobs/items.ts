import { AppError } from '@/lib/errors/app-error';
import { readDictionary, sliceAt, sliceText, toStarts } from '@/lib/listing/chunk';
import { type ListingCursor, type ListingPage, versionFlags } from '@/lib/listing/page';
import { walkListing } from '@/lib/objects/operations';
import type { Connection } from '@/lib/s3/connection';
import { walkVersions } from '@/lib/versions/operations';
import type { JobItem } from './types';

interface Prefix {
  connection: string;
  bucket: string;
  /** `''` is the whole bucket. */
  prefix: string;
}

/** The rows of a page as items, the marker object of the prefix itself among them. */
export function toItems(page: ListingPage, prefix: string): JobItem[] {
  const names = toStarts(page.nameLengths);
  const etags = toStarts(page.etagLengths);
  const { versions } = page;
  const ids = versions && toStarts(versions.idLengths);
  const items: JobItem[] = page.hasOwnMarker ? [{ key: prefix, sizeBytes: 0 }] : [];
  page.nameLengths.forEach((_length, row) => {
    const modified = page.modified[row] ?? Number.NaN;
    const storageClass = readDictionary(page.storageClass, row);
    const etag = sliceText(sliceAt(page.etags, etags, row));
    const flags = versions?.flags[row] ?? 0;
    items.push({
      key: prefix + sliceText(sliceAt(page.names, names, row)),
      sizeBytes: page.sizes[row] ?? 0,
      ...(etag !== '' && { etag }),
      ...(!Number.isNaN(modified) && { modified }),
      ...(storageClass !== '' && { storageClass }),
      ...(versions && ids && { versionId: sliceText(sliceAt(versions.ids, ids, row)) || 'null' }),
      ...((flags & versionFlags.marker) !== 0 && { isMarker: true }),
      ...((flags & versionFlags.latest) !== 0 && { isLatest: true }),
    });
  });
  return items;
}

async function readPage(pages: AsyncIterable<ListingPage>): Promise<ListingPage> {
  for await (const page of pages) {
    const { next } = page;
    if (next === null || next.token !== null || next.startAfter !== null) return page;
  }
  throw new AppError('bad-response', 'The server says there is more, but not where it goes on.');
}

interface Page {
  items: JobItem[];
  next: ListingCursor | null;
}

/** The objects of one page under a prefix, all levels. */
export async function listObjectItems(
  connection: Connection,
  target: Prefix,
  cursor: ListingCursor | null,
): Promise<Page> {
  // A directory bucket keeps no order and lists by folders only; what lies deeper comes all the same without a delimiter.
  const page = await readPage(walkListing(connection, { ...target, delimiter: '', cursor, pages: 1 }));
  return { items: toItems(page, target.prefix), next: page.next };
}

/** The versions and delete markers of one page under a prefix: keys ascending, the newest of a key first. */
export async function listVersionItems(
  connection: Connection,
  target: Prefix,
  cursor: ListingCursor | null,
): Promise<Page> {
  const page = await readPage(walkVersions(connection, { ...target, delimiter: '', cursor, pages: 1 }));
  return { items: toItems(page, target.prefix), next: page.next };
}
