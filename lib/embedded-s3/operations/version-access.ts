import { isGranted, type Permission } from '../access/grants.ts';
import { S3Error } from '../errors.ts';
import { findVersion, type Version } from '../store/versions.ts';
import type { Bucket } from '../store/buckets.ts';
import { accountOf, httpDate, type Exchange, type ObjectExchange } from './exchange.ts';

function mayList(exchange: Exchange, bucket: Bucket): boolean {
  const account = accountOf(exchange);
  return bucket.owner === account || isGranted(bucket.grants, account, 'READ');
}

/** x-amz-version-id, which only buckets that have ever been versioned send. */
export function versionHeader(bucket: Bucket, versionId: string): Record<string, string> {
  return bucket.versioning === null ? {} : { 'x-amz-version-id': versionId };
}

function missing(exchange: Exchange, bucket: Bucket, key: string, versionId: string | undefined): S3Error {
  // Who may not list must not learn what exists either.
  if (!mayList(exchange, bucket)) return new S3Error('AccessDenied');
  if (versionId !== undefined) return new S3Error('NoSuchVersion', { fields: { Key: key, VersionId: versionId } });
  return new S3Error('NoSuchKey', { fields: { Key: key } });
}

/**
 * A version that holds data and that the caller may touch in this way. Throws `NoSuchKey`, `NoSuchVersion`,
 * `AccessDenied`, or for a delete marker what S3 says of it.
 */
export function requireVersionOf(
  exchange: Exchange,
  target: { bucket: Bucket; key: string; versionId: string | undefined },
  permission: Permission,
): Version {
  const { bucket, key, versionId } = target;
  const version = findVersion(exchange.service.store, bucket, key, versionId);
  if (!version) throw missing(exchange, bucket, key, versionId);
  const account = accountOf(exchange);
  const isOwner = account !== null && (bucket.owner === account || version.owner === account);
  if (!isOwner && !isGranted(version.grants, account, permission)) throw new S3Error('AccessDenied');
  if (!version.isMarker) return version;
  const headers = { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, version.versionId) };
  if (versionId === undefined) throw new S3Error('NoSuchKey', { fields: { Key: key }, headers });
  throw new S3Error('MethodNotAllowed', {
    fields: { Method: exchange.request.method, ResourceType: 'DeleteMarker' },
    headers: { ...headers, Allow: 'DELETE', 'Last-Modified': httpDate(version.modified) },
  });
}

/** The version that a request on an object is about: the one it names, else the newest. */
export function requireVersion(exchange: ObjectExchange, permission: Permission): Version {
  const { bucket, key } = exchange;
  const versionId = exchange.request.query.get('versionId');
  return requireVersionOf(exchange, { bucket, key, versionId: versionId === '' ? undefined : versionId }, permission);
}
