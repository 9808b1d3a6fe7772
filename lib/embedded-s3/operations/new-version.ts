import { ownerOfNew, requireAcceptableAcl } from '../access/acl-rules.ts';
import { accessRulesOf } from '../access/authorize.ts';
import { cannedGrants, headerGrants, type Grant } from '../access/grants.ts';
import type { ChecksumAlgorithm } from '../checksums/algorithms.ts';
import { readCustomerKey } from '../encryption/customer-key.ts';
import { requestedEncryption, toSealing } from '../encryption/requested.ts';
import { requireWriteConditions } from '../http/conditions.ts';
import { receiveBody, type Received } from '../http/body.ts';
import type { Extent, Sealing } from '../store/blobs.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Store } from '../store/store.ts';
import type { UploadAttributes } from '../store/uploads.ts';
import { findVersion, insertVersion, type VersionContent } from '../store/versions.ts';
import { requireBucket, writerOf, type BucketExchange, type ObjectExchange } from './exchange.ts';
import { requestedLock } from './lock-rules.ts';
import { readMetadata } from './metadata.ts';
import { parseTagHeader } from './tag-set.ts';

/** Owner and grants that a write asks for by its headers: the writer's, and private, unless told. */
function requestedOwnership(exchange: BucketExchange): { owner: string; grants: Grant[] } {
  const { service, bucket, request } = exchange;
  const rules = accessRulesOf(service, bucket);
  const cannedAcl = request.headers.get('x-amz-acl');
  const owner = ownerOfNew(rules, writerOf(exchange), bucket.owner, cannedAcl);
  const grants = headerGrants(request.headers, { owner, bucketOwner: bucket.owner, users: service.users });
  if (grants === null) return { owner, grants: cannedGrants('private', owner, bucket.owner) };
  requireAcceptableAcl(rules, { grants, cannedAcl }, bucket.owner);
  return { owner, grants };
}

/** All that the headers of a PUT, a copy or a CreateMultipartUpload say about the object to be. */
export function readAttributes(exchange: ObjectExchange): UploadAttributes {
  const { headers } = exchange.request;
  return {
    headers: readMetadata(headers),
    tags: parseTagHeader(headers.get('x-amz-tagging')),
    ...requestedOwnership(exchange),
    ...requestedLock(exchange),
    encryption: requestedEncryption(exchange),
  };
}

/** How the bytes of a new object are sealed whose encryption was read from the same request. */
export function sealingOf(exchange: ObjectExchange, { encryption }: Pick<UploadAttributes, 'encryption'>) {
  return toSealing(encryption, readCustomerKey(exchange.request.headers));
}

/** Receives a body into a fresh blob that nothing refers to yet; leaves none behind when it is refused. */
export async function receiveBlob(
  exchange: ObjectExchange,
  options: { sealing: Sealing | null; computed?: ChecksumAlgorithm | null },
): Promise<Received & { extents: Extent[] }> {
  const writer = await exchange.service.store.blobs.create(options.sealing);
  try {
    const received = await receiveBody(exchange.body, (chunk) => writer.write(chunk), options);
    return { ...received, extents: await writer.finish() };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Fresh blobs that nothing refers to yet, and the MD5 of what lies in them. */
interface FreshBytes {
  extents: readonly Extent[];
  md5: Buffer | null;
}

/** Runs a transaction that is to take over fresh blobs; when it fails they are removed. */
export function adoptOrRemove<Value>(store: Store, { extents, md5 }: FreshBytes, work: () => Value): Value {
  try {
    return store.transaction(() => {
      store.adopt(extents, md5);
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
