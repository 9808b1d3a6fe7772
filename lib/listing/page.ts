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
  /** Common prefixes, the listed prefix removed, the delimiter kept. */
  prefixes: string[];
  /** Pass on to read the next page; `null` at the end. */
  next: ListingCursor | null;
  /** Time of the one list call behind this page, in milliseconds. */
  callMs: number;
}

export interface Dictionary {
  values: string[];
  indexes: Uint16Array;
}

/** Where a listing goes on. `startAfter` is the last key or prefix seen, for servers and jumps that know no token. */
export interface ListingCursor {
  token: string | null;
  startAfter: string | null;
}
