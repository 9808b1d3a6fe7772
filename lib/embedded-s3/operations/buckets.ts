import { headerGrants, cannedGrants } from '../access/grants.ts';
import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { receiveText } from '../http/body.ts';
import { findBucket, hasVersions, insertBucket, isDirectoryBucket } from '../store/buckets.ts';
import { parseOwnershipHeader } from '../settings/ownership-controls.ts';
import { removeSettingsOf, writeSetting } from '../store/settings.ts';
import { removeUploadsOf } from '../store/uploads.ts';
import { childText, parseDocument } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';
import { createDirectoryBucket } from './directory-buckets.ts';
import { accountOf, type BucketExchange, type Exchange } from './exchange.ts';

/** S3 User Guide, "General purpose bucket naming rules". */
function isValidName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    // Between dots stand names of hosts.
    !/\.[.-]|-\./.test(name) &&
    !/^\d{1,3}(\.\d{1,3}){3}$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

async function requestedRegion(exchange: Exchange): Promise<string | undefined> {
  const text = await receiveText(exchange.body);
  if (text.trim() === '') return undefined;
  return childText(parseDocument(text, 'CreateBucketConfiguration'), 'LocationConstraint');
}

export async function createBucket(exchange: Exchange): Promise<Answer> {
  const { service, request } = exchange;
  const { database } = service.store;
  const owner = accountOf(exchange);
  const name = request.bucket ?? '';
  if (owner === null) throw new S3Error('AccessDenied');
  if (isDirectoryBucket(name)) return createDirectoryBucket(exchange, owner);
  const region = await requestedRegion(exchange);
  if (!isValidName(name)) throw new S3Error('InvalidBucketName', { fields: { BucketName: name } });
  if (region !== undefined && region !== service.region) {
    throw new S3Error('IllegalLocationConstraintException', {
      message: `The ${region} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    });
  }
  const existing = findBucket(database, name);
  if (existing) {
    throw new S3Error(existing.owner === owner ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists', {
      fields: { BucketName: name },
    });
  }
  const hasLock = request.headers.get('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true';
  const grants =
    headerGrants(request.headers, { owner, bucketOwner: owner, users: service.users }) ??
    cannedGrants('private', owner, owner);
  const ownership = parseOwnershipHeader(request.headers.get('x-amz-object-ownership'));
  const isOpened = grants.some(({ grantee }) => grantee.type === 'group' || grantee.id !== owner);
  if (ownership?.objectOwnership === 'BucketOwnerEnforced' && isOpened) {
    throw new S3Error('InvalidBucketAclWithObjectOwnership');
  }
  database.transaction(() => {
    const id = insertBucket(database, {
      name,
      owner,
      created: service.now(),
      region: service.region,
      versioning: hasLock ? 'Enabled' : null,
      hasLock,
      grants,
    });
    if (ownership) writeSetting(database, id, 'ownershipControls', ownership);
  });
  return { status: 200, headers: { Location: `/${name}` } };
}

export function headBucket({ bucket }: BucketExchange): Answer {
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region, 'x-amz-access-point-alias': 'false' } };
}

export function deleteBucket({ service, bucket }: BucketExchange): Answer {
  const { store } = service;
  store.transaction(() => {
    if (hasVersions(store.database, bucket.id)) {
      throw new S3Error('BucketNotEmpty', { fields: { BucketName: bucket.name } });
    }
    removeUploadsOf(store, bucket.id);
    removeSettingsOf(store.database, bucket.id);
    store.database.run('DELETE FROM bucket WHERE id = ?', bucket.id);
  });
  return { status: 204 };
}

/** S3 leaves the constraint of us-east-1 empty. */
export function getBucketLocation({ bucket }: BucketExchange): Answer {
  return xmlAnswer(writeXml('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region));
}
