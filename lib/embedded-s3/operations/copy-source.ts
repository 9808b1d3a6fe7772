import { startDigest, type ChecksumAlgorithm } from '../checksums/algorithms.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { readConditions, requireConditions } from '../http/conditions.ts';
import { QueryParameters } from '../http/query.ts';
import type { Extent } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Version } from '../store/versions.ts';
import { requireBucket, type Exchange } from './exchange.ts';
import { isOutOfReach } from './storage-classes.ts';
import { requireVersionOf, versionHeader } from './version-access.ts';

export interface CopySource {
  bucket: Bucket;
  version: Version;
  /** x-amz-copy-source-version-id, where the source's bucket is versioned. */
  headers: Record<string, string>;
}

/** `/bucket/key?versionId=…`, percent-encoded; CopyObject in the S3 API Reference, x-amz-copy-source. */
function parseSource(header: string): { bucket: string; key: string; versionId: string | undefined } {
  const question = header.indexOf('?versionId=');
  const address = question === -1 ? header : header.slice(0, question);
  const versionId = question === -1 ? undefined : new QueryParameters(header.slice(question + 1)).get('versionId');
  let path: string;
  try {
    path = decodeURIComponent(Buffer.from(address, 'latin1').toString('utf8')).replace(/^\//, '');
  } catch {
    throw invalidArgument('x-amz-copy-source', header, 'Invalid copy source encoding.');
  }
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    throw invalidArgument(
      'x-amz-copy-source',
      header,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId };
}

/** The version to copy from, readable by the caller and as its conditional headers want it. */
export function requireCopySource(exchange: Exchange): CopySource {
  const { headers } = exchange.request;
  const { bucket: name, key, versionId } = parseSource(headers.get('x-amz-copy-source') ?? '');
  const bucket = requireBucket(exchange.service, name);
  const expected = headers.get('x-amz-source-expected-bucket-owner');
  if (expected !== undefined && expected !== bucket.owner) throw new S3Error('AccessDenied');
  let version: Version;
  try {
    const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    version = requireVersionOf(exchange, { bucket, key, versionId, action, permission: 'READ' });
  } catch (error) {
    if (!(error instanceof S3Error) || error.code !== 'MethodNotAllowed') throw error;
    throw new S3Error('InvalidRequest', { message: 'The source of a copy request may not be a delete marker.' });
  }
  requireConditions(readConditions(headers, 'x-amz-copy-source-'), version, 'PreconditionFailed');
  if (isOutOfReach(version, exchange.service.now())) {
    throw new S3Error('InvalidObjectState', { fields: { StorageClass: version.storageClass } });
  }
  const [sourceId] = Object.values(versionHeader(bucket, version.versionId));
  return {
    bucket,
    version,
    headers: sourceId === undefined ? {} : { 'x-amz-copy-source-version-id': sourceId },
  };
}

/** ETag (hexadecimal MD5) and, where an algorithm is given, checksum (base64) of bytes that lie here already. */
export async function digestExtents(store: Store, extents: readonly Extent[], algorithm: ChecksumAlgorithm | null) {
  const md5 = startDigest('MD5');
  const running = algorithm && startDigest(algorithm);
  for await (const chunk of store.blobs.read(extents)) {
    md5.update(chunk);
    running?.update(chunk);
  }
  return { etag: md5.digest().toString('hex'), checksum: running?.digest().toString('base64') ?? null };
}
