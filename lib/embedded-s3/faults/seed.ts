import { createHash } from 'node:crypto';
import { cannedGrants } from '../access/grants.ts';
import { S3Error } from '../errors.ts';
import { findBucket, insertBucket, type Bucket } from '../store/buckets.ts';
import { afterPrefix, toKeyBytes } from '../store/key-bytes.ts';
import type { Store } from '../store/store.ts';

export interface SeedOrder {
  bucket: string;
  /** Account that owns the bucket, which is made when missing, and the objects. */
  owner: string;
  /** Keys are this and a number of seven digits, from 0000000. Nothing may lie under it yet. */
  prefix: string;
  count: number;
  sizeBytes: number;
}

function requireBucketFor(store: Store, order: SeedOrder, created: number, region: string): Bucket {
  if (!findBucket(store.database, order.bucket)) {
    insertBucket(store.database, {
      name: order.bucket,
      owner: order.owner,
      created,
      region,
      versioning: null,
      hasLock: false,
      grants: cannedGrants('private', order.owner, order.owner),
    });
  }
  const bucket = findBucket(store.database, order.bucket);
  if (!bucket) throw new S3Error('InternalError');
  return bucket;
}

/** Made by one statement, which SQLite holds in memory as a whole. */
const sliceCount = 5000;

const insertSql = `
WITH RECURSIVE number (n) AS (SELECT :start UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :end)
INSERT INTO version (id, bucket, key, version_id, is_current, is_marker, modified, size, etag, storage_class, owner,
  headers, extents)
SELECT :first + n - :start, :bucket, CAST(:prefix || printf('%07d', n) AS BLOB), 'null', 1, 0, :modified, :size, :etag,
  'STANDARD', :owner, '{"content-type":"binary/octet-stream"}', :extents
FROM number`;

/**
 * Makes many small objects in one transaction, all of them sharing one blob of zeroes: a million keys in seconds.
 * Only for tests and benchmarks.
 */
export async function seedObjects(store: Store, order: SeedOrder, now: number, region: string): Promise<void> {
  const bytes = Buffer.alloc(order.sizeBytes);
  const writer = await store.blobs.create();
  await writer.write(bytes);
  const extents = await writer.finish();
  store.transaction(() => {
    const bucket = requireBucketFor(store, order, now, region);
    const prefix = toKeyBytes(order.prefix);
    const taken = 'SELECT 1 FROM version WHERE bucket = ? AND key >= ? AND key < ? LIMIT 1';
    if (store.database.get(taken, bucket.id, prefix, afterPrefix(prefix))) {
      throw new S3Error('InvalidRequest', { message: `Something lies under ${order.prefix} already.` });
    }
    store.adopt(extents);
    for (const [name] of extents) {
      store.database.run('UPDATE blob SET reference_count = ? WHERE name = ?', order.count, name);
    }
    const common = {
      bucket: bucket.id,
      prefix: order.prefix,
      modified: now,
      size: order.sizeBytes,
      etag: createHash('md5').update(bytes).digest('hex'),
      owner: order.owner,
      extents: JSON.stringify(extents),
    };
    for (let start = 0; start < order.count; start += sliceCount) {
      const count = Math.min(sliceCount, order.count - start);
      store.database.runNamed(insertSql, { ...common, start, end: start + count, first: store.takeIds(count) });
    }
  });
}
