import * as s3 from '@aws-sdk/client-s3';
import { beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, lendBucket, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('lifecycle on %s', (_name, server) => {
  let client: s3.S3Client;
  beforeAll(() => {
    client = createPlainClient(server);
  });

  const inBucket = <Value>(work: (bucket: string) => Promise<Value>) =>
    lendBucket(createTestBucket(client, 'settings'), work, (name) => removeTestBucket(client, name));

  declarePromises(server, 'lifecycle', (promise) => {
    const lifecycleOf = async (Bucket: string, Rules: s3.LifecycleRule[]) => {
      const put = new s3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } });
      const done = await outcome(client.send(put));
      if (done !== 'ok') return done;
      return (await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules;
    };
    const Expiration = { Days: 3 };
    const expire = { ID: 'r', Status: 'Enabled', Expiration } as const;

    promise(
      'is absent, kept, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const get = () => outcome(client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket })));
          const before = await get();
          const kept = await lifecycleOf(Bucket, [{ ...expire, Filter: { Prefix: 'a/' } }]);
          await client.send(new s3.DeleteBucketLifecycleCommand({ Bucket }));
          return [before, kept, await get()];
        }),
      [
        '404 NoSuchLifecycleConfiguration',
        [{ ...expire, Filter: { Prefix: 'a/' } }],
        '404 NoSuchLifecycleConfiguration',
      ],
    );

    const oldForm = { ...expire, Prefix: 'logs/' };
    promise('is kept in its older form', () => inBucket((name) => lifecycleOf(name, [oldForm])), [oldForm]);

    const tagged = {
      ...expire,
      Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'k', Value: 'v' }] } },
      NoncurrentVersionExpiration: { NoncurrentDays: 2 },
    };
    promise('filters by several things at once', () => inBucket((name) => lifecycleOf(name, [tagged])), [tagged]);

    const sized = { ...expire, Filter: { ObjectSizeGreaterThan: 1000 } };
    promise('filters by size', () => inBucket((name) => lifecycleOf(name, [sized])), [sized]);

    const keeping = {
      ID: 'r',
      Status: 'Enabled' as const,
      Filter: { Prefix: '' },
      NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 5 },
    };
    promise('keeps so many newer versions', () => inBucket((name) => lifecycleOf(name, [keeping])), [keeping]);

    promise(
      'without an id gets one',
      () =>
        inBucket(async (name) => {
          const rules = await lifecycleOf(name, [{ Status: 'Enabled', Expiration, Filter: { Prefix: '' } }]);
          return typeof rules === 'string' ? rules : (rules?.[0]?.ID?.length ?? 0) > 20;
        }),
      true,
    );

    promise(
      'is refused when it is wrong',
      () =>
        inBucket(async (name) => [
          await lifecycleOf(name, [{ ...expire, Status: 'On' as 'Enabled', Filter: { Prefix: '' } }]),
          await lifecycleOf(name, [{ ...expire, ID: 'i'.repeat(256), Filter: { Prefix: '' } }]),
          await lifecycleOf(name, [
            { ...expire, Filter: { Prefix: 'a' } },
            { ...expire, Filter: { Prefix: 'b' } },
          ]),
          await lifecycleOf(name, [{ ...expire, Expiration: { Days: 0 }, Filter: { Prefix: '' } }]),
          await lifecycleOf(name, [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' } }]),
        ]),
      ['400 MalformedXML', '400 InvalidArgument', '400 InvalidArgument', '400 InvalidArgument', '400 InvalidRequest'],
    );
  });
});
