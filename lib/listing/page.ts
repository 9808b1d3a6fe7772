/**
 * One page of a listing, column by column. It crosses from server to browser as binary rows and is kept as it arrived:
 * a million rows cost two typed arrays and one string per thousand, not a million objects.
 *
 * Names come without the prefix that was listed; `prefix + name` is the key. Object rows and common prefixes are apart,
 * each in the server's order (ascending UTF-8 bytes, except in directory buckets).
 */
export interface ListingPage {
  /** The names of the objects, one after another. */
  names: string;
  /** Length of each name in UTF-16 units. */
  nameLengths: Uint16Array;
  /** Bytes. */
  sizes: Float64Array;
  /** Milliseconds since 1970; NaN where the server gave none. */
  modified: Float64Array;
  /** ETags without quotes, one after another. */
  etags: string;
  etagLengths: Uint8Array;
  /** Columns with few distinct values: the values, and for each row an index into them. The first value is always ''. */
  storageClass: Dictionary;
  checksum: Dictionary;
  owner: Dictionary;
  /** '' · 'in progress' · the ISO date until which a restored copy stays. */
  restore: Dictionary;
  /** What a listing of versions tells beyond this; `null` in a listing of current objects. */
  versions: VersionColumns | null;
  /** On a page of a point in time: what has become of each row since. */
  since?: Dictionary;
  /** Common prefixes, the listed prefix removed, the delimiter kept. */
  prefixes: string[];
  /** The object whose key is the listed prefix, empty, stands on this page. It is the folder itself and no row. */
  hasOwnMarker: boolean;
  /** Pass on to read the next page; `null` at the end. */
  next: ListingCursor | null;
  /** On a page of a search: how many keys it has looked at for this page, by how many list calls. */
  search?: { looked: number; calls: number };
  /** Time of the one list call behind this page, in milliseconds. */
  callMs: number;
}

export interface Dictionary {
  values: string[];
  indexes: Uint16Array;
}

/** Versions and delete markers: keys ascending, the newest of a key first. */
export interface VersionColumns {
  /** Version ids, one after another; that of an object from before versioning is `null`, as S3 spells it. */
  ids: string;
  idLengths: Uint16Array;
  /** `versionFlags` of each row, added up. */
  flags: Uint8Array;
}

export const versionFlags = { latest: 1, marker: 2, sameKeyAsBefore: 4 } as const;

/**
 * Where a listing goes on. `startAfter` is the last key or prefix seen, for servers, jumps and listings of versions, which
 * know no token; `versionId` then is the last version seen of that key. All `null`: the server did not say.
 */
export interface ListingCursor {
  token: string | null;
  startAfter: string | null;
  versionId?: string | undefined;
}
