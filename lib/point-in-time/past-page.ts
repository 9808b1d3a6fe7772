import { versionFlags, type Dictionary, type ListingPage } from '@/lib/listing/page';
import type { ObjectRow } from '@/lib/listing/rows';
import type { PastRow } from './fold';

function toDictionary(texts: readonly string[]): Dictionary {
  const values = ['', ...new Set(texts.filter((text) => text !== ''))];
  const positions = new Map(values.map((value, position) => [value, position]));
  return { values, indexes: Uint16Array.from(texts, (text) => positions.get(text) ?? 0) };
}

function toFlags({ version }: ObjectRow): number {
  return version?.isLatest ? versionFlags.latest : 0;
}

/** A page of versions reduced to what there was at a point in time. `stem` stands before each name and is no part of the page. */
export function toPastPage(page: ListingPage, past: readonly PastRow[], stem: string): ListingPage {
  const rows = past.map(({ row }) => row);
  const names = rows.map(({ name }) => name.slice(stem.length));
  const ids = rows.map(({ version }) => version?.id ?? '');
  const column = (read: (row: ObjectRow) => string): Dictionary => toDictionary(rows.map(read));
  return {
    ...page,
    names: names.join(''),
    nameLengths: Uint16Array.from(names, ({ length }) => length),
    sizes: Float64Array.from(rows, ({ sizeBytes }) => sizeBytes),
    modified: Float64Array.from(rows, ({ modified }) => modified ?? Number.NaN),
    etags: rows.map(({ etag }) => etag).join(''),
    etagLengths: Uint8Array.from(rows, ({ etag }) => etag.length),
    storageClass: column(({ storageClass }) => storageClass),
    checksum: column(({ checksum }) => checksum),
    owner: column(({ owner }) => owner),
    restore: column(({ restore }) => restore),
    since: toDictionary(past.map(({ since }) => since)),
    versions: {
      ids: ids.join(''),
      idLengths: Uint16Array.from(ids, ({ length }) => length),
      flags: Uint8Array.from(rows, toFlags),
    },
  };
}
