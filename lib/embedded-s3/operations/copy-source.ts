import { readCustomerKey, requireKeyOf } from '../encryption/customer-key.ts';
import { toSealing } from '../encryption/requested.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { readConditions, requireConditions } from '../http/conditions.ts';
import { QueryParameters } from '../http/query.ts';
import type { Sealing } from '../store/blobs.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Version } from '../store/versions.ts';
import { requireBucket, type Exchange } from './exchange.ts';
import { isOutOfReach } from './storage-classes.ts';
import { requireVersionOf, versionHeader } from './version-access.ts';

export interface CopySource {
  bucket: Bucket;
  version: Version;
  /** How its bytes are sealed, with the key that opens them. */
  sealing: Sealing | null;
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
  const customerKey = requireKeyOf(version.encryption, readCustomerKey(headers, 'x-amz-copy-source-'));
  requireConditions(readConditions(headers, 'x-amz-copy-source-'), version, 'PreconditionFailed');
  if (isOutOfReach(version, exchange.service.now())) {
    throw new S3Error('InvalidObjectState', { fields: { StorageClass: version.storageClass } });
  }
  const [sourceId] = Object.values(versionHeader(bucket, version.versionId));
  return {
    bucket,
    version,
    sealing: toSealing(version.encryption, customerKey),
    headers: sourceId === undefined ? {} : { 'x-amz-copy-source-version-id': sourceId },
  };
}
