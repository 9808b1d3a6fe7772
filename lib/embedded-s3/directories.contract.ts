import * as s3 from '@aws-sdk/client-s3';
import { beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, lendBucket, outcome } from './contract';

const zone = 'use1-az4';
let counter = 0;

describe.each(testServers().map((server) => [server.name, server] as const))('directories on %s', (_name, server) => {
  let client: s3.S3Client;
  /** Signs with its own keys: with an endpoint of one's own, the SDK opens a session even to make the bucket. */
  let control: s3.S3Client;
  beforeAll(() => {
    client = createPlainClient(server);
    control = new s3.S3Client({
      endpoint: server.endpoint,
      region: server.region,
      credentials: { ...server.main },
      forcePathStyle: true,
      disableS3ExpressSessionAuth: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  });

  const directoryName = () => {
    counter += 1;
    return `t-${Date.now().toString(36)}-${counter}--${zone}--x-s3`;
  };
  const create = (Bucket: string, name = zone) =>
    control.send(
      new s3.CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: {
          Location: { Type: 'AvailabilityZone', Name: name },
          Bucket: { Type: 'Directory', DataRedundancy: 'SingleAvailabilityZone' },
        },
      }),
    );
  /** Lends a directory bucket; the SDK opens sessions by itself for buckets of such names. */
  async function inDirectory<Value>(work: (Bucket: string) => Promise<Value>): Promise<Value | string> {
    const Bucket = directoryName();
    const made = await outcome(create(Bucket));
    if (made !== 'ok') return made;
    const value = await work(Bucket);
    const { Contents = [] } = await client.send(new s3.ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) await client.send(new s3.DeleteObjectCommand({ Bucket, Key }));
    await control.send(new s3.DeleteBucketCommand({ Bucket }));
    return value;
  }
  const put = (Bucket: string, Key: string) => client.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }));

  declarePromises(server, 'directories', (promise) => {
    promise(
      'are made in the zone their name says, and listed apart',
      async () => {
        const elsewhere = await outcome(create(directoryName(), 'use1-az6'));
        const listed = await inDirectory(async (Bucket) => {
          const directories = await control.send(new s3.ListDirectoryBucketsCommand({}));
          const buckets = await client.send(new s3.ListBucketsCommand({}));
          const has = (list?: s3.Bucket[]) => list?.some(({ Name }) => Name === Bucket) ?? false;
          return [has(directories.Buckets), has(buckets.Buckets)];
        });
        return [elsewhere, listed];
      },
      ['400 InvalidRequest', [true, false]],
    );

    promise(
      'are written and read in sessions',
      () =>
        inDirectory(async (Bucket) => {
          await put(Bucket, 'a/b');
          const found = await client.send(new s3.GetObjectCommand({ Bucket, Key: 'a/b' }));
          return [await found.Body?.transformToString(), found.StorageClass];
        }),
      ['a/b', 'EXPRESS_ONEZONE'],
    );

    promise(
      'open sessions that only read',
      () =>
        inDirectory(async (Bucket) => {
          await put(Bucket, 'k');
          const { Credentials } = await control.send(new s3.CreateSessionCommand({ Bucket, SessionMode: 'ReadOnly' }));
          const lasts = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
          return [Credentials?.SessionToken !== undefined, lasts > 0 && lasts <= 5 * 60_000];
        }),
      [true, true],
    );

    promise(
      'are listed by folder alone',
      () =>
        inDirectory(async (Bucket) => {
          for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(Bucket, key);
          const list = (input: Partial<s3.ListObjectsV2CommandInput>) =>
            client.send(new s3.ListObjectsV2Command({ Bucket, ...input }));
          const top = await list({ Delimiter: '/' });
          return [
            top.CommonPrefixes?.map(({ Prefix }) => Prefix).sort(),
            top.Contents?.map(({ Key }) => Key),
            (await list({ Prefix: 'a/' })).Contents?.map(({ Key }) => Key).sort(),
            await outcome(list({ Prefix: 'a' })),
            await outcome(list({ Delimiter: '-' })),
            await outcome(list({ StartAfter: 'a/1' })),
          ];
        }),
      [['a/', 'b/'], ['c'], ['a/1', 'a/2'], '400 InvalidArgument', '400 InvalidArgument', '400 InvalidArgument'],
    );

    promise(
      'have few settings and no versions',
      () =>
        inDirectory(async (Bucket) => {
          const VersioningConfiguration = { Status: 'Enabled' as const };
          return [
            await outcome(control.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }))),
            await outcome(control.send(new s3.GetBucketAclCommand({ Bucket }))),
            await outcome(control.send(new s3.ListObjectVersionsCommand({ Bucket }))),
            await outcome(control.send(new s3.GetBucketEncryptionCommand({ Bucket }))),
          ];
        }),
      [
        '405 MethodNotAllowed',
        '405 MethodNotAllowed',
        '405 MethodNotAllowed',
        '404 ServerSideEncryptionConfigurationNotFoundError',
      ],
    );

    promise(
      'are what sessions are for: other buckets open none',
      () =>
        lendBucket(
          createTestBucket(client, 'plain'),
          async (Bucket) => outcome(control.send(new s3.CreateSessionCommand({ Bucket }))),
          (name) => removeTestBucket(client, name),
        ),
      '405 MethodNotAllowed',
    );
  });
});
