import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { outcome } from './contract';

/** Lends a bucket of its own. Some servers take the deletion of a setting they do not know for that of the bucket. */
export async function withBucket<Value>(client: S3Client, work: (bucket: string) => Promise<Value>): Promise<Value> {
  const bucket = await createTestBucket(client, 'settings');
  try {
    return await work(bucket);
  } finally {
    const found = await outcome(client.send(new HeadBucketCommand({ Bucket: bucket })));
    if (found === 'ok') await removeTestBucket(client, bucket);
  }
}
