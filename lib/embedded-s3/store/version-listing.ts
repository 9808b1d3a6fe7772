import type { Checksum } from '../checksums/algorithms.ts';
import type { Database } from './database.ts';
import { afterKey, afterPrefix, keyColumn, readKey, toKeyBytes } from './key-bytes.ts';
import { commonPrefix, type ListedObject } from './listing.ts';
import { rowIdOf } from './versions.ts';

export interface ListedVersion extends Omit<ListedObject, 'restoredUntil'> {
  versionId: string;
  isMarker: boolean;
  isLatest: boolean;
}

export interface VersionPage {
  versions: ListedVersion[];
  prefixes: string[];
  /** What to pass on as key and version id marker; `null` at the end. A common prefix has no version id. */
  next: { key: string; versionId: string | null } | null;
}

export interface VersionQuery {
  bucketId: number;
  prefix: string;
  delimiter: string;
  keyMarker: string;
  versionIdMarker: string;
  limit: number;
}

interface Row {
  key: string | Uint8Array;
  version_id: string;
  is_marker: number;
  modified: number;
  size: number;
  etag: string;
  storage_class: string;
  owner: string;
  checksum: string | null;
}

const columns = `${keyColumn}, version_id, is_marker, modified, size, etag, storage_class, owner, checksum`;
const restOfKeySql = `SELECT ${columns} FROM version WHERE bucket = ? AND key = ? AND id < ? ORDER BY id DESC`;
const walkSql = `SELECT ${columns} FROM version WHERE bucket = ? AND key >= ? AND key < ? ORDER BY version.key, id DESC`;

/** Least row id already listed of the marker's key. A null version tells its own only while it exists. */
function markerRowId(database: Database, query: VersionQuery): number {
  const id = rowIdOf(query.versionIdMarker);
  if (id !== null) return id;
  const row = database.get<{ id: number }>(
    'SELECT id FROM version WHERE bucket = ? AND key = ? AND version_id = ?',
    query.bucketId,
    toKeyBytes(query.keyMarker),
    query.versionIdMarker,
  );
  // Gone meanwhile: listing the rest of the key again shows nothing twice that was purged, and loses nothing.
  return row?.id ?? Number.MAX_SAFE_INTEGER;
}

/** Gathers rows into a page and says when it is full. */
class PageBuilder {
  readonly page: VersionPage = { versions: [], prefixes: [], next: null };
  readonly #limit: number;
  #last: VersionPage['next'] = null;
  #lastKey: string;
  #count = 0;

  constructor(limit: number, seenKey: string) {
    this.#limit = limit;
    this.#lastKey = seenKey;
  }

  /** Whether there is room; when not, there is more to list, and the page says where it goes on. */
  hasRoom(): boolean {
    if (this.#count < this.#limit) return true;
    this.page.next = this.#last;
    return false;
  }

  addPrefix(prefix: string): void {
    this.#count += 1;
    this.page.prefixes.push(prefix);
    this.#last = { key: prefix, versionId: null };
  }

  addVersion(key: string, row: Row): void {
    this.#count += 1;
    this.page.versions.push({
      key,
      versionId: row.version_id,
      isMarker: row.is_marker === 1,
      isLatest: key !== this.#lastKey,
      modified: row.modified,
      sizeBytes: row.size,
      etag: row.etag,
      storageClass: row.storage_class,
      owner: row.owner,
      checksum: row.checksum === null ? null : (JSON.parse(row.checksum) as Checksum),
    });
    this.#lastKey = key;
    this.#last = { key, versionId: row.version_id };
  }
}

/** The common prefix that a marker is rolled up into, `null` when it stands for itself or lies elsewhere. */
function commonOf(query: VersionQuery): string | null {
  const { prefix, delimiter, keyMarker } = query;
  return keyMarker.startsWith(prefix) ? commonPrefix(keyMarker, prefix.length, delimiter) : null;
}

function startOf(query: VersionQuery, prefix: Buffer): Buffer {
  if (query.keyMarker === '') return prefix;
  const marker = toKeyBytes(query.keyMarker);
  // A marker that is itself a common prefix was listed as one: everything under it is done.
  const from = commonOf(query) === query.keyMarker ? afterPrefix(marker) : afterKey(marker);
  return Buffer.compare(from, prefix) > 0 ? from : prefix;
}

/** One page of versions and delete markers: keys ascending, newest version first. Seeks past common prefixes. */
export function listVersions(database: Database, query: VersionQuery): VersionPage {
  const prefix = toKeyBytes(query.prefix);
  const end = afterPrefix(prefix);
  const isMidKey = query.versionIdMarker !== '';
  const builder = new PageBuilder(query.limit, isMidKey ? query.keyMarker : '');
  const { page } = builder;
  if (isMidKey) {
    const key = toKeyBytes(query.keyMarker);
    const belongs = query.keyMarker.startsWith(query.prefix) && commonOf(query) === null;
    const before = belongs ? markerRowId(database, query) : 0;
    for (const row of database.iterate<Row>(restOfKeySql, query.bucketId, key, before)) {
      if (!builder.hasRoom()) return page;
      builder.addVersion(query.keyMarker, row);
    }
  }
  let from: Buffer | null = startOf(query, prefix);
  while (from !== null) {
    const seek: Buffer = from;
    from = null;
    for (const row of database.iterate<Row>(walkSql, query.bucketId, seek, end)) {
      if (!builder.hasRoom()) return page;
      const key = readKey(row.key);
      const common = commonPrefix(key, query.prefix.length, query.delimiter);
      if (common === null) builder.addVersion(key, row);
      else {
        builder.addPrefix(common);
        from = afterPrefix(toKeyBytes(common));
        break;
      }
    }
  }
  return page;
}
