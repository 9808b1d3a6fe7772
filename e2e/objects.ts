import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Puts an object under each key; the first has one byte, the second two, and so on. */
export async function putAll(s3: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map((Key, index) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x'.repeat(index + 1) }))),
  );
}
