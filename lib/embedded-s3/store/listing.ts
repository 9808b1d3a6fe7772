import type { Checksum } from '../checksums/algorithms.ts';
import type { Database } from './database.ts';
import { afterKey, afterPrefix, fromKeyBytes, toKeyBytes } from './key-bytes.ts';

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
  key: Uint8Array;
  modified: number;
  size: number;
  etag: string;
  storage_class: string;
  owner: string;
  checksum: string | null;
  restored_until: number | null;
}

const sql = `SELECT key, modified, size, etag, storage_class, owner, checksum, restored_until FROM version
  WHERE bucket = ? AND is_current = 1 AND key >= ? AND key < ? ORDER BY key LIMIT ?`;

/** Most rows read at once where a common prefix may come: what is read behind one in vain. */
const maxStride = 256;

/** The common prefix a key is rolled up into: up to and with the first delimiter after the prefix. */
export function commonPrefix(key: Buffer, prefixBytes: number, delimiter: Buffer): Buffer | null {
  if (delimiter.length === 0) return null;
  const at = key.indexOf(delimiter, prefixBytes);
  return at === -1 ? null : key.subarray(0, at + delimiter.length);
}

function toListed(row: Row): ListedObject {
  return {
    key: fromKeyBytes(row.key),
    modified: row.modified,
    sizeBytes: row.size,
    etag: row.etag,
    storageClass: row.storage_class,
    owner: row.owner,
    checksum: row.checksum === null ? null : (JSON.parse(row.checksum) as Checksum),
    restoredUntil: row.restored_until,
  };
}

/**
 * One page of current objects. A common prefix costs one seek however many keys it holds: the walk reads its first key
 * and starts again behind the last one it could have. Plain keys are read in strides that double while no prefix comes.
 */
export function listObjects(database: Pick<Database, 'all'>, query: ObjectQuery): ObjectPage {
  const prefix = toKeyBytes(query.prefix);
  const delimiter = toKeyBytes(query.delimiter);
  const end = afterPrefix(prefix);
  const page: ObjectPage = { objects: [], prefixes: [], last: null };
  let from: Buffer = Buffer.compare(query.from, prefix) > 0 ? query.from : prefix;
  let stride = delimiter.length === 0 ? query.limit + 1 : 1;
  let last: ObjectPage['last'] = null;
  for (;;) {
    const rows = database.all<Row>(sql, query.bucketId, from, end, stride);
    const isEnd = rows.length < stride;
    stride = Math.min(stride * 2, Math.max(maxStride, stride));
    let isRolledUp = false;
    for (const row of rows) {
      if (page.objects.length + page.prefixes.length === query.limit) return { ...page, last };
      const key = Buffer.from(row.key.buffer, row.key.byteOffset, row.key.byteLength);
      const common = commonPrefix(key, prefix.length, delimiter);
      if (common === null) {
        const listed = toListed(row);
        page.objects.push(listed);
        last = { text: listed.key, isPrefix: false };
        from = key;
      } else {
        last = { text: common.toString('utf8'), isPrefix: true };
        page.prefixes.push(last.text);
        from = afterPrefix(common);
        stride = 1;
        isRolledUp = true;
        break;
      }
    }
    if (isRolledUp) continue;
    if (isEnd) return page;
    from = afterKey(from);
  }
}
