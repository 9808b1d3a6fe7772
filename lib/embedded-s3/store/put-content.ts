import { createHash } from 'node:crypto';
import { cannedGrants, type Grant } from '../access/grants.ts';
import type { Bucket } from './buckets.ts';
import type { Store } from './store.ts';
import { insertVersion } from './versions.ts';

/** Writes an object from within, as PutObject would: for what the server itself brings along. */
export async function putContent(
  store: Store,
  bucket: Bucket,
  content: { key: string; bytes: Buffer; contentType: string; modified: number; grants?: readonly Grant[] },
): Promise<void> {
  const writer = await store.blobs.create();
  await writer.write(content.bytes);
  const extents = await writer.finish();
  const md5 = createHash('md5').update(content.bytes).digest();
  store.transaction(() => {
    store.adopt(extents, md5);
    insertVersion(store, bucket, content.key, {
      modified: content.modified,
      sizeBytes: content.bytes.length,
      etag: md5.toString('hex'),
      storageClass: 'STANDARD',
      owner: bucket.owner,
      checksum: null,
      retention: null,
      legalHold: false,
      headers: { 'content-type': content.contentType },
      tags: [],
      grants: [...cannedGrants('private', bucket.owner, bucket.owner), ...(content.grants ?? [])],
      encryption: null,
      parts: null,
      extents,
    });
  });
}
