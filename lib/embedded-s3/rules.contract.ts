import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises } from './contract';

const dayMs = 86_400_000;

describe.each(testServers().map((server) => [server.name, server] as const))('rules on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'rules');
    const rule = (ID: string, Days: number, Prefix: string) => {
      return { ID, Status: 'Enabled' as const, Filter: { Prefix }, Expiration: { Days } };
    };
    const Rules = [rule('month', 30, 'logs/'), rule('week', 7, 'logs/debug/')];
    const LifecycleConfiguration = { Rules };
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration }));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'logs/debug/a', Body: 'a' }));
  });
  afterAll(() => removeTestBucket(client, bucket));

  declarePromises(server, 'rules', (promise) => {
    /** The rule a header names, and whether it names the midnight that follows so many days from now. */
    const expiry = (header: string | undefined, days: number) => {
      const match = /^expiry-date="([^"]+)", rule-id="([^"]+)"$/.exec(header ?? '');
      if (!match) return header ?? 'none';
      const [, date = '', rule] = match;
      const waitMs = Date.parse(date) - Date.now() - days * dayMs;
      // A minute's grace: day may turn between the write and this.
      return [rule, Date.parse(date) % dayMs === 0 && waitMs > -60_000 && waitMs <= dayMs];
    };

    promise(
      'say of an object when it will go, by the first of them to act',
      async () => {
        const object = { Bucket: bucket, Key: 'logs/debug/a' };
        const head = await client.send(new HeadObjectCommand(object));
        const get = await client.send(new GetObjectCommand(object));
        await get.Body?.transformToString();
        return [expiry(head.Expiration, 7), expiry(get.Expiration, 7)];
      },
      [
        ['week', true],
        ['week', true],
      ],
    );

    promise(
      'say it when an object is written',
      async () => {
        const put = await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'logs/b', Body: 'b' }));
        const CopySource = `${bucket}/logs/b`;
        const copy = await client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'logs/c', CopySource }));
        const other = await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'text', Body: 't' }));
        return [expiry(put.Expiration, 30), expiry(copy.Expiration, 30), expiry(other.Expiration, 30)];
      },
      [['month', true], ['month', true], 'none'],
    );
  });
});
