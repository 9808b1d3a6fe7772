import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  AbortMultipartUploadCommand,
  ListObjectVersionsCommand,
  S3Client,
  type CreateBucketCommandInput,
} from '@aws-sdk/client-s3';
import { fromListedKey } from '../s3/keys.ts';
import type { TestServer } from './servers.ts';

/** A plain SDK client: tests check results with it, not with the code under test. */
export function createPlainClient(server: TestServer, user: 'main' | 'alt' = 'main'): S3Client {
  return new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    // A copy: the SDK writes a field of its own into the object it is given.
    credentials: { ...server[user] },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

let counter = 0;

/** A new bucket of a name nobody else has. */
export async function createTestBucket(
  client: S3Client,
  purpose: string,
  more: Partial<CreateBucketCommandInput> = {},
): Promise<string> {
  counter += 1;
  const bucket = `t-${purpose}-${Date.now().toString(36)}-${process.pid.toString(36)}-${counter}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket, ...more }));
  return bucket;
}

/** Every server takes such a key in a batch. */
const plainKey = /^[\w./-]+$/u;

/** Removes every version, marker and upload of a bucket, and the bucket. */
export async function removeTestBucket(client: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, EncodingType: 'url' }));
    const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const versions = entries.map(({ Key = '', VersionId }) => ({ Key: fromListedKey(Key), VersionId }));
    const Objects = versions.filter(({ Key }) => plainKey.test(Key));
    if (Objects.length > 0)
      await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
    // One by one: a key that XML cannot carry would fail a whole batch.
    const others = versions.filter(({ Key }) => !plainKey.test(Key));
    for (let start = 0; start < others.length; start += 32) {
      await Promise.all(
        others
          .slice(start, start + 32)
          .map((version) => client.send(new DeleteObjectCommand({ Bucket: bucket, ...version }))),
      );
    }
    if (page.IsTruncated !== true) break;
  }
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, EncodingType: 'url' }));
  for (const { Key = '', UploadId } of Uploads) {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: fromListedKey(Key), UploadId }));
  }
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
}
