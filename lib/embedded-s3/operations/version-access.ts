import { isDenied, mayDo } from '../access/authorize.ts';
import type { Permission } from '../access/grants.ts';
import { S3Error } from '../errors.ts';
import { findVersion, type Version } from '../store/versions.ts';
import type { Bucket, Tag } from '../store/buckets.ts';
import { httpDate, type Exchange, type ObjectExchange } from './exchange.ts';
import { actionOf } from './permissions.ts';

function mayList(exchange: Exchange, bucket: Bucket): boolean {
  return mayDo(exchange, { bucket, key: null, action: 's3:ListBucket', permission: 'READ' });
}

/** x-amz-version-id, which only buckets that have ever been versioned send. */
export function versionHeader(bucket: Bucket, versionId: string): Record<string, string> {
  return bucket.versioning === null ? {} : { 'x-amz-version-id': versionId };
}

function missing(exchange: Exchange, target: VersionTarget): S3Error {
  const { bucket, key, versionId } = target;
  // Who may not list, or not touch such a key at all, must not learn what exists either.
  if (!mayList(exchange, bucket) || isDenied(exchange, target)) return new S3Error('AccessDenied');
  if (versionId !== undefined) return new S3Error('NoSuchVersion', { fields: { Key: key, VersionId: versionId } });
  return new S3Error('NoSuchKey', { fields: { Key: key } });
}

export interface VersionTarget {
  bucket: Bucket;
  key: string;
  versionId: string | undefined;
  /** Such as `s3:GetObject`. */
  action: string;
  /** What the version's ACL must grant for it; `null` when no ACL can. */
  permission: Permission | null;
  /** Tags that the document of the request asks for. */
  requestTags?: readonly Tag[];
}

/**
 * A version that holds data and that the caller may touch in this way. Throws `NoSuchKey`, `NoSuchVersion`,
 * `AccessDenied`, or for a delete marker what S3 says of it.
 */
export function requireVersionOf(exchange: Exchange, target: VersionTarget): Version {
  const { bucket, key, versionId } = target;
  const version = findVersion(exchange.service.store, bucket, key, versionId);
  if (!version) throw missing(exchange, target);
  // A delete marker has no ACL: whoever may list may know of it.
  const isLet = version.isMarker ? mayList(exchange, bucket) : mayDo(exchange, { ...target, version });
  if (!isLet) throw new S3Error('AccessDenied');
  if (!version.isMarker) return version;
  const headers = { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, version.versionId) };
  if (versionId === undefined) throw new S3Error('NoSuchKey', { fields: { Key: key }, headers });
  throw new S3Error('MethodNotAllowed', {
    fields: { Method: exchange.request.method, ResourceType: 'DeleteMarker' },
    headers: { ...headers, Allow: 'DELETE', 'Last-Modified': httpDate(version.modified) },
  });
}

/**
 * The version that a request on an object is about: the one it names, else the newest. `permission` is what its ACL must
 * grant, `null` when only the owner and a policy can allow the operation.
 */
export function requireVersion(
  exchange: ObjectExchange,
  permission: Permission | null,
  requestTags?: readonly Tag[],
): Version {
  const { bucket, key, operation } = exchange;
  const versionId = exchange.request.query.get('versionId') ?? '';
  const named = versionId === '' ? undefined : versionId;
  const target = { bucket, key, versionId: named, action: actionOf(operation, named), permission };
  return requireVersionOf(exchange, { ...target, ...(requestTags && { requestTags }) });
}
