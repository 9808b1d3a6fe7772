import 'server-only';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  ListBucketsCommand,
  ListDirectoryBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  type Bucket as WireBucket,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { forgetSettings } from '@/lib/settings/diary';
import type { BucketPageInput, CreateBucketInput } from './schema';
import type { Bucket, BucketContents, BucketPage } from './types';

/** ListBuckets' largest page (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html). */
const maxBucketsPerPage = 10_000;

function fromWire(bucket: WireBucket, kind: Bucket['kind']): Bucket {
  return {
    name: bucket.Name ?? '',
    created: bucket.CreationDate?.getTime() ?? null,
    region: bucket.BucketRegion ?? null,
    kind,
  };
}

/** Directory buckets come from a control endpoint of their own, after the last page of the others. */
const directoryMark = 'directory:';

async function listDirectoryBuckets(connection: Connection, continuation: string): Promise<BucketPage> {
  const { Buckets = [], ContinuationToken } = await connection.client.send(
    new ListDirectoryBucketsCommand({ ...(continuation && { ContinuationToken: continuation }) }),
  );
  return {
    buckets: Buckets.map((bucket) => fromWire(bucket, 'directory')),
    owner: null,
    next: ContinuationToken ? directoryMark + ContinuationToken : null,
    listingDenied: false,
  };
}

async function listDirectoryBucketsIfAllowed(connection: Connection, continuation: string): Promise<BucketPage> {
  try {
    return await listDirectoryBuckets(connection, continuation);
  } catch (error) {
    // Not every region has directory buckets and few keys may list them; the general list stands without.
    if (error instanceof AppError && continuation === '')
      return { buckets: [], owner: null, next: null, listingDenied: false };
    throw error;
  }
}

function toConfiguredPage(connection: Connection): BucketPage {
  return {
    buckets: connection.settings.buckets.map((name) => ({ name, created: null, region: null, kind: 'general' })),
    owner: null,
    next: null,
    listingDenied: true,
  };
}

/** One page of buckets, by one call. Buckets the operator named are added when the keys may not list. */
export async function listBuckets(connection: Connection, input: BucketPageInput): Promise<BucketPage> {
  if (input.continuation?.startsWith(directoryMark)) {
    return listDirectoryBucketsIfAllowed(connection, input.continuation.slice(directoryMark.length));
  }
  try {
    const output = await connection.client.send(
      new ListBucketsCommand({
        MaxBuckets: maxBucketsPerPage,
        ...(input.continuation && { ContinuationToken: input.continuation }),
        ...(input.prefix && { Prefix: input.prefix }),
      }),
    );
    const last = hasCapability(connection, 'directory-buckets') ? directoryMark : null;
    return {
      buckets: (output.Buckets ?? []).map((bucket) => fromWire(bucket, 'general')),
      owner: output.Owner?.ID ? { id: output.Owner.ID, name: output.Owner.DisplayName ?? null } : null,
      next: output.ContinuationToken ?? last,
      listingDenied: false,
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'access-denied') return toConfiguredPage(connection);
    throw error;
  }
}

export async function createBucket(connection: Connection, input: CreateBucketInput): Promise<null> {
  const { provider, settings, client } = connection;
  const region = input.region || settings.region;
  // us-east-1 is the one region that must not be named (API_CreateBucket, LocationConstraint).
  const constraint = provider.namesRegions && region !== 'us-east-1' ? region : null;
  await client.send(
    new CreateBucketCommand({
      Bucket: input.bucket,
      ...(constraint !== null && {
        CreateBucketConfiguration: { LocationConstraint: constraint as BucketLocationConstraint },
      }),
      ...(input.objectLock && { ObjectLockEnabledForBucket: true }),
    }),
  );
  // Object lock brings versioning with it.
  if (input.versioning && !input.objectLock) {
    await client.send(
      new PutBucketVersioningCommand({ Bucket: input.bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  }
  return null;
}

export async function deleteBucket(connection: Connection, input: { bucket: string }): Promise<null> {
  await connection.client.send(new DeleteBucketCommand({ Bucket: input.bucket }));
  await forgetSettings(connection.id, input.bucket);
  return null;
}

/** What stands in the way of deleting a bucket: one call each for versions and uploads, so counts stop at 1,000. */
export async function readBucketContents(connection: Connection, input: { bucket: string }): Promise<BucketContents> {
  const [versions, uploads] = await Promise.all([
    connection.client.send(new ListObjectVersionsCommand({ Bucket: input.bucket, MaxKeys: 1000, EncodingType: 'url' })),
    connection.client.send(
      new ListMultipartUploadsCommand({ Bucket: input.bucket, MaxUploads: 1000, EncodingType: 'url' }),
    ),
  ]);
  const stored = versions.Versions ?? [];
  const current = stored.filter(({ IsLatest }) => IsLatest === true).length;
  return {
    current,
    versions: stored.length - current + (versions.DeleteMarkers ?? []).length,
    uploads: (uploads.Uploads ?? []).length,
    isPartial: versions.IsTruncated === true || uploads.IsTruncated === true,
  };
}
