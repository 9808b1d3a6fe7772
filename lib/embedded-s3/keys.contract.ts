import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('keys on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'keys');
  });
  afterAll(() => removeTestBucket(client, bucket));

  const put = (Key: string) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'nasty' }));
  const head = (Key: string) => client.send(new HeadObjectCommand({ Bucket: bucket, Key }));
  const read = async (Key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return Body?.transformToString();
  };

  declarePromises(server, 'keys', (promise) => {
    for (const { name, key } of nastyKeys) {
      promise(
        `${name}: written, read, listed, copied and deleted as it is`,
        async () => {
          await put(key);
          const text = await read(key);
          const { ContentLength } = await head(key);
          const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: key, EncodingType: 'url' });
          const keys = (await client.send(list)).Contents?.map((object) => decodeURIComponent(object.Key ?? '')) ?? [];
          const CopySource = `${bucket}/${encodeURIComponent(key)}`;
          await client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'copy-of-nasty', CopySource }));
          const copied = await read('copy-of-nasty');
          await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
          return [text, ContentLength, keys.includes(key), copied, await outcome(head(key))];
        },
        ['nasty', 5, true, 'nasty', '404 NotFound'],
      );
    }

    promise('1,025 bytes are refused', () => outcome(put('k'.repeat(1025))), '400 KeyTooLongError');
  });
});
