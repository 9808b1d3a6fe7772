import type { Checksum } from '../checksums/algorithms.ts';
import type { Database } from './database.ts';
import { afterKey, afterPrefix, keyColumn, readKey, toKeyBytes } from './key-bytes.ts';

/** An object as a listing shows it. */
export interface ListedObject {
  key: string;
  modified: number;
  sizeBytes: number;
  etag: string;
  storageClass: string;
  owner: string;
  checksum: Checksum | null;
  restoredUntil: number | null;
}

export interface ObjectPage {
  objects: ListedObject[];
  prefixes: string[];
  /** Everything up to here has been listed; `null` when that was all. `isPrefix` stands for all keys under it. */
  last: { text: string; isPrefix: boolean } | null;
}

export interface ObjectQuery {
  bucketId: number;
  prefix: string;
  /** Empty lists flat. */
  delimiter: string;
  /** Least key to list, as bytes. Keys before `prefix` are passed over anyway. */
  from: Buffer;
  /** Most entries, objects and common prefixes together. */
  limit: number;
}

interface Row {
  key: string | Uint8Array;
  modified: number;
  size: number;
  etag: string;
  storage_class: string;
  owner: string;
  checksum: string | null;
  restored_until: number | null;
}

const sql = `SELECT ${keyColumn}, modified, size, etag, storage_class, owner, checksum, restored_until FROM version
  WHERE bucket = ? AND is_current = 1 AND key >= ? AND key < ? ORDER BY version.key LIMIT ?`;

/** Most rows read at once where a common prefix may come: what is read behind one in vain. */
const maxStride = 256;

/** The common prefix a key is rolled up into: up to and with the first delimiter after so many characters. */
export function commonPrefix(key: string, prefixLength: number, delimiter: string): string | null {
  if (delimiter === '') return null;
  const at = key.indexOf(delimiter, prefixLength);
  return at === -1 ? null : key.slice(0, at + delimiter.length);
}

function toListed(row: Row): ListedObject {
  return {
    key: readKey(row.key),
    modified: row.modified,
    sizeBytes: row.size,
    etag: row.etag,
    storageClass: row.storage_class,
    owner: row.owner,
    checksum: row.checksum === null ? null : (JSON.parse(row.checksum) as Checksum),
    restoredUntil: row.restored_until,
  };
}

/** The least key from `from` on, found in the index alone. */
const seekSql = `SELECT ${keyColumn} FROM version
  WHERE bucket = ? AND is_current = 1 AND key >= ? AND key < ? ORDER BY version.key LIMIT 1`;

const laterOf = (one: Buffer, other: Buffer) => (Buffer.compare(one, other) > 0 ? one : other);

/**
 * One page of current objects. A common prefix costs one seek however many keys it holds: the walk finds its first key
 * and starts again behind the last one it could have. Plain keys are read in strides that double while no prefix comes.
 */
export function listObjects(database: Pick<Database, 'all' | 'get'>, query: ObjectQuery): ObjectPage {
  const prefix = toKeyBytes(query.prefix);
  const { delimiter } = query;
  const end = afterPrefix(prefix);
  const page: ObjectPage = { objects: [], prefixes: [], last: null };
  const isFlat = delimiter === '';
  let from = laterOf(query.from, prefix);
  let stride = isFlat ? query.limit + 1 : 0;
  let last: ObjectPage['last'] = null;
  const isFull = () => page.objects.length + page.prefixes.length === query.limit;
  const rollUp = (common: string) => {
    last = { text: common, isPrefix: true };
    page.prefixes.push(common);
    from = afterPrefix(toKeyBytes(common));
    stride = 0;
  };
  for (;;) {
    if (stride === 0) {
      const found = database.get<Pick<Row, 'key'>>(seekSql, query.bucketId, from, end);
      if (!found) return page;
      if (isFull()) return { ...page, last };
      const common = commonPrefix(readKey(found.key), query.prefix.length, delimiter);
      if (common !== null) {
        rollUp(common);
        continue;
      }
    }
    stride = isFlat ? stride : Math.min(Math.max(stride * 2, 1), maxStride);
    const rows = database.all<Row>(sql, query.bucketId, from, end, stride);
    for (const row of rows) {
      if (isFull()) return { ...page, last };
      const listed = toListed(row);
      const common = commonPrefix(listed.key, query.prefix.length, delimiter);
      if (common !== null) {
        rollUp(common);
        break;
      }
      page.objects.push(listed);
      last = { text: listed.key, isPrefix: false };
    }
    if (stride > rows.length) return page;
    if (stride > 0 && last) from = afterKey(toKeyBytes(last.text));
  }
}
