import { setTimeout as wait } from 'node:timers/promises';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises } from './contract';
import { sendRaw } from './contract-raw';

const dayMs = 86_400_000;
/** How long a server that cannot be told the time may take for two of its days: those of the Ceph of tests last 10 s. */
const patienceMs = 50_000;

describe.each(testServers().map((server) => [server.name, server] as const))('lifecycle of %s', (_name, server) => {
  let client: s3.S3Client;
  beforeAll(() => {
    client = createPlainClient(server);
  });
  const clock = `${server.endpoint}/.cooper/clock`;
  const isSteered = server.provider === 'embedded';
  afterAll(async () => {
    if (isSteered) await sendRaw(clock, 'DELETE');
  });

  /** What is seen once rules have had their time: as soon as it is what they should leave. */
  async function seeLater<Value>(see: () => Promise<Value>, isDone: (seen: Value) => boolean): Promise<Value> {
    if (isSteered) {
      for (let days = 3; ; days += 1) {
        await sendRaw(clock, 'PUT', {}, JSON.stringify({ now: new Date(Date.now() + days * dayMs).toISOString() }));
        const seen = await see();
        if (isDone(seen) || days === 5) return seen;
      }
    }
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const seen = await see();
      if (isDone(seen) || Date.now() > deadline) return seen;
      await wait(500);
    }
  }

  async function inBucket<Value>(Rules: s3.LifecycleRule[], work: (bucket: string) => Promise<Value>): Promise<Value> {
    if (isSteered) await sendRaw(clock, 'DELETE');
    const Bucket = await createTestBucket(client, 'lifecycle');
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    await client.send(new s3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    try {
      return await work(Bucket);
    } finally {
      await removeTestBucket(client, Bucket);
    }
  }
  const put = (Bucket: string, Key: string, Tagging?: string) =>
    client.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key, ...(Tagging !== undefined && { Tagging }) }));
  const rule = (more: Partial<s3.LifecycleRule>) => ({
    ID: 'r',
    Status: 'Enabled' as const,
    Filter: { Prefix: '' },
    ...more,
  });

  declarePromises(server, 'lifecycle runs', (promise) => {
    promise(
      'expire what their filters match, and nothing else',
      () => {
        const Filter = { And: { Prefix: 'logs/', Tags: [{ Key: 'keep', Value: 'no' }] } };
        return inBucket([rule({ Filter, Expiration: { Days: 1 } })], async (Bucket) => {
          await put(Bucket, 'logs/gone', 'keep=no');
          await put(Bucket, 'logs/kept', 'keep=yes');
          await put(Bucket, 'other', 'keep=no');
          const list = async () => {
            const { Contents = [] } = await client.send(new s3.ListObjectsV2Command({ Bucket }));
            return Contents.map(({ Key }) => Key);
          };
          return seeLater(list, (keys) => keys.length < 3);
        });
      },
      ['logs/kept', 'other'],
    );

    promise(
      'remove older versions, and then the markers that hide nothing',
      () => {
        const rules = [
          rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Expiration: { ExpiredObjectDeleteMarker: true } }),
        ];
        return inBucket(rules, async (Bucket) => {
          await put(Bucket, 'twice');
          await put(Bucket, 'twice');
          await put(Bucket, 'deleted');
          await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'deleted' }));
          const list = async () => {
            const { Versions = [], DeleteMarkers = [] } = await client.send(
              new s3.ListObjectVersionsCommand({ Bucket }),
            );
            return [Versions.map(({ Key }) => Key), DeleteMarkers.map(({ Key }) => Key)];
          };
          return seeLater(list, ([versions, markers]) => versions?.length === 1 && markers?.length === 0);
        });
      },
      [['twice'], []],
    );

    promise(
      'end uploads that nobody completes',
      () =>
        inBucket([rule({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } })], async (Bucket) => {
          await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: 'never' }));
          const count = async () => {
            return (await client.send(new s3.ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
          };
          return seeLater(count, (uploads) => uploads === 0);
        }),
      0,
    );
  });
});
