import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { fromListedKey } from '../lib/s3/keys.ts';

/** Puts an object under each key; the first has one byte, the second two, and so on. */
export async function putAll(s3: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map((Key, index) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x'.repeat(index + 1) }))),
  );
}

/** Every key of a bucket of few, in its order. */
export async function listKeys(s3: S3Client, bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, EncodingType: 'url' }));
  return Contents.map(({ Key = '' }) => fromListedKey(Key));
}

/** The content of an object, as text. */
export async function readText(s3: S3Client, bucket: string, key: string): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body?.transformToString();
}
