import { cannedGrants, headerGrants, type Grant } from '../access/grants.ts';
import type { ChecksumAlgorithm } from '../checksums/algorithms.ts';
import { requireWriteConditions } from '../http/conditions.ts';
import { receiveBody, type Received } from '../http/body.ts';
import type { Extent } from '../store/blobs.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Store } from '../store/store.ts';
import type { UploadAttributes } from '../store/uploads.ts';
import { findVersion, insertVersion, type VersionContent } from '../store/versions.ts';
import { requireBucket, writerOf, type BucketExchange, type ObjectExchange } from './exchange.ts';
import { requestedLock } from './lock-rules.ts';
import { readMetadata } from './metadata.ts';
import { parseTagHeader } from './tag-set.ts';

/** Grants that a write asks for by its headers: private unless told. */
function requestedObjectGrants(exchange: BucketExchange): Grant[] {
  const owner = writerOf(exchange);
  const who = { owner, bucketOwner: exchange.bucket.owner, users: exchange.service.users };
  return headerGrants(exchange.request.headers, who) ?? cannedGrants('private', owner, exchange.bucket.owner);
}

/** All that the headers of a PUT, a copy or a CreateMultipartUpload say about the object to be. */
export function readAttributes(exchange: ObjectExchange): UploadAttributes {
  const { headers } = exchange.request;
  return {
    headers: readMetadata(headers),
    tags: parseTagHeader(headers.get('x-amz-tagging')),
    grants: requestedObjectGrants(exchange),
    ...requestedLock(exchange),
  };
}

/** Receives a body into a fresh blob that nothing refers to yet; leaves none behind when it is refused. */
export async function receiveBlob(
  exchange: ObjectExchange,
  computed: ChecksumAlgorithm | null = null,
): Promise<Received & { extents: Extent[] }> {
  const writer = await exchange.service.store.blobs.create();
  try {
    const received = await receiveBody(exchange.body, (chunk) => writer.write(chunk), { computed });
    return { ...received, extents: await writer.finish() };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Runs a transaction that is to take over fresh blobs; when it fails they are removed. */
export function adoptOrRemove<Value>(store: Store, extents: readonly Extent[], work: () => Value): Value {
  try {
    return store.transaction(() => {
      store.adopt(extents);
      return work();
    });
  } catch (error) {
    for (const [name] of extents) void store.blobs.remove(name);
    throw error;
  }
}

/** Throws unless a write to this key may go ahead as its conditional headers stand. */
export function requireWritable(exchange: ObjectExchange, bucket: Bucket): void {
  const current = findVersion(exchange.service.store, bucket, exchange.key);
  requireWriteConditions(exchange.request.headers, exchange.key, current && !current.isMarker ? current : null);
}

/** Makes the content the newest version, if the conditions still hold. Within a transaction. Returns its version id. */
export function commitVersion(exchange: ObjectExchange, content: VersionContent): string {
  const { store } = exchange.service;
  // The bucket as it is now, not as it was before a long upload.
  const bucket = requireBucket(exchange.service, exchange.bucket.name);
  requireWritable(exchange, bucket);
  return insertVersion(store, bucket, exchange.key, content);
}
