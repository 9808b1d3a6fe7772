import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { fromListedKey } from '../lib/s3/keys.ts';

export async function keepVersions(s3: S3Client, bucket: string): Promise<void> {
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
}

/** Puts one version after another and returns their ids, in that order. */
export async function putVersions(s3: S3Client, bucket: string, key: string, bodies: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const Body of bodies) {
    const { VersionId = '' } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
    ids.push(VersionId);
  }
  return ids;
}

/** Hides an object; returns the id of its delete marker. */
export async function hide(s3: S3Client, bucket: string, key: string): Promise<string> {
  const { VersionId = '' } = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  return VersionId;
}

/** Every version and marker of a bucket of few, as `key@id`, sorted. */
export async function listEverything(s3: S3Client, bucket: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, EncodingType: 'url' }),
  );
  return [...Versions, ...DeleteMarkers]
    .map(({ Key = '', VersionId }) => `${fromListedKey(Key)}@${VersionId}`)
    .toSorted();
}
