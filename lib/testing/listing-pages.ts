import {
  versionFlags,
  type Dictionary,
  type ListingCursor,
  type ListingPage,
  type VersionColumns,
} from '@/lib/listing/page';

/** One object of a made-up listing; what is left out is 0 or empty. */
export interface PlainObject {
  name: string;
  size?: number;
  modified?: number | null;
  etag?: string;
  storageClass?: string;
  owner?: string;
  checksum?: string;
  restore?: string;
  version?: { id: string; isLatest?: boolean; isMarker?: boolean };
}

/** A page as the server would send it, for tests that read pages. */
export function makePage(
  objects: readonly PlainObject[],
  prefixes: string[] = [],
  next: ListingCursor | null = null,
): ListingPage {
  return {
    names: objects.map(({ name }) => name).join(''),
    nameLengths: Uint16Array.from(objects, ({ name }) => name.length),
    sizes: Float64Array.from(objects, ({ size }) => size ?? 0),
    modified: Float64Array.from(objects, ({ modified }) => modified ?? Number.NaN),
    etags: objects.map(({ etag }) => etag ?? '').join(''),
    etagLengths: Uint8Array.from(objects, ({ etag }) => etag?.length ?? 0),
    storageClass: makeDictionary(objects.map(({ storageClass }) => storageClass ?? '')),
    checksum: makeDictionary(objects.map(({ checksum }) => checksum ?? '')),
    owner: makeDictionary(objects.map(({ owner }) => owner ?? '')),
    restore: makeDictionary(objects.map(({ restore }) => restore ?? '')),
    versions: makeVersions(objects),
    hasOwnMarker: false,
    prefixes,
    next,
    callMs: 31,
  };
}

function makeVersions(objects: readonly PlainObject[]): VersionColumns | null {
  if (objects[0]?.version === undefined) return null;
  const toFlags = ({ version }: PlainObject): number =>
    (version?.isLatest ? versionFlags.latest : 0) + (version?.isMarker ? versionFlags.marker : 0);
  return {
    ids: objects.map(({ version }) => version?.id ?? '').join(''),
    idLengths: Uint16Array.from(objects, ({ version }) => version?.id.length ?? 0),
    flags: Uint8Array.from(objects, toFlags),
  };
}

function makeDictionary(column: readonly string[]): Dictionary {
  const values = ['', ...new Set(column.filter((value) => value !== ''))];
  return { values, indexes: Uint16Array.from(column, (value) => values.indexOf(value)) };
}

/** The same objects cut into pages of a given length. */
export function makePages(objects: readonly PlainObject[], pageLength: number): ListingPage[] {
  const pages: ListingPage[] = [];
  for (let start = 0; start < objects.length; start += pageLength) {
    const end = start + pageLength;
    const next = end < objects.length ? { token: `token-${end}`, startAfter: null } : null;
    pages.push(makePage(objects.slice(start, end), [], next));
  }
  return pages;
}
