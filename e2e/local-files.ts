import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { fromListedKey } from '../lib/s3/keys.ts';

/** Writes a file of random bytes, with the folders above it, and returns its path. */
export async function makeFile(folder: string, name: string, sizeBytes = 1_000): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, randomBytes(sizeBytes));
  return path;
}

function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export async function readFileSha256(path: string): Promise<string> {
  return toSha256(await readFile(path));
}

/** What another client reads back. */
export async function readObjectSha256(s3: S3Client, bucket: string, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return toSha256(await Body!.transformToByteArray());
}

/** All keys of a bucket, in its order. */
export async function listAllKeys(s3: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, EncodingType: 'url', ContinuationToken: token }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => fromListedKey(Key)));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}
