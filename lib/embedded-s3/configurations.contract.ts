import * as s3 from '@aws-sdk/client-s3';
import { beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, lendBucket, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))(
  'configurations on %s',
  (_name, server) => {
    let client: s3.S3Client;
    beforeAll(() => {
      client = createPlainClient(server);
    });
    const inBucket = <Value>(work: (bucket: string) => Promise<Value>) =>
      lendBucket(createTestBucket(client, 'settings'), work, (name) => removeTestBucket(client, name));
    const version = (Bucket: string, VersioningConfiguration: s3.VersioningConfiguration, MFA?: string) =>
      outcome(client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration, MFA })));

    declarePromises(server, 'configurations', (promise) => {
      /** What became of putting two, and of reading, listing and deleting them; the bucket must outlive it. */
      const course = async <Value>(
        Bucket: string,
        send: {
          put: (id: string) => Promise<unknown>;
          get: (id: string) => Promise<Value | undefined>;
          list: () => Promise<{ Id?: string | undefined }[] | undefined>;
          remove: (id: string) => Promise<unknown>;
        },
      ) => [
        await outcome(send.get('a')),
        await outcome(send.put('b')),
        await outcome(send.put('a')),
        await send.get('a').catch(() => 'refused'),
        (await send.list())?.map(({ Id }) => Id),
        await outcome(send.remove('a')),
        await outcome(send.remove('a')),
        await outcome(client.send(new s3.HeadBucketCommand({ Bucket }))),
      ];
      const kept = (value: unknown) => [
        '404 NoSuchConfiguration',
        'ok',
        'ok',
        value,
        ['a', 'b'],
        'ok',
        '404 NoSuchConfiguration',
        'ok',
      ];

      const metrics = (Id: string): s3.MetricsConfiguration => ({ Id, Filter: { Prefix: 'a/' } });
      promise(
        'metrics are kept by id',
        () =>
          inBucket((Bucket) =>
            course(Bucket, {
              put: (Id) =>
                client.send(
                  new s3.PutBucketMetricsConfigurationCommand({ Bucket, Id, MetricsConfiguration: metrics(Id) }),
                ),
              get: async (Id) =>
                (await client.send(new s3.GetBucketMetricsConfigurationCommand({ Bucket, Id }))).MetricsConfiguration,
              list: async () =>
                (await client.send(new s3.ListBucketMetricsConfigurationsCommand({ Bucket }))).MetricsConfigurationList,
              remove: (Id) => client.send(new s3.DeleteBucketMetricsConfigurationCommand({ Bucket, Id })),
            }),
          ),
        kept(metrics('a')),
      );

      const S3BucketDestination = { Bucket: 'arn:aws:s3:::reports', Format: 'CSV' as const };
      const analytics = (Id: string): s3.AnalyticsConfiguration => ({
        Id,
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'k', Value: 'v' }] } },
        StorageClassAnalysis: { DataExport: { OutputSchemaVersion: 'V_1', Destination: { S3BucketDestination } } },
      });
      promise(
        'analytics are kept by id',
        () =>
          inBucket((Bucket) =>
            course(Bucket, {
              put: (Id) =>
                client.send(
                  new s3.PutBucketAnalyticsConfigurationCommand({ Bucket, Id, AnalyticsConfiguration: analytics(Id) }),
                ),
              get: async (Id) =>
                (await client.send(new s3.GetBucketAnalyticsConfigurationCommand({ Bucket, Id })))
                  .AnalyticsConfiguration,
              list: async () =>
                (await client.send(new s3.ListBucketAnalyticsConfigurationsCommand({ Bucket })))
                  .AnalyticsConfigurationList,
              remove: (Id) => client.send(new s3.DeleteBucketAnalyticsConfigurationCommand({ Bucket, Id })),
            }),
          ),
        kept(analytics('a')),
      );

      const inventory = (Id: string): s3.InventoryConfiguration => ({
        Id,
        IsEnabled: true,
        IncludedObjectVersions: 'All',
        Destination: { S3BucketDestination: { ...S3BucketDestination, Prefix: 'lists', Encryption: { SSES3: {} } } },
        OptionalFields: ['Size', 'ETag'],
        Schedule: { Frequency: 'Weekly' },
      });
      promise(
        'inventories are kept by id',
        () =>
          inBucket((Bucket) =>
            course(Bucket, {
              put: (Id) =>
                client.send(
                  new s3.PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration: inventory(Id) }),
                ),
              get: async (Id) =>
                (await client.send(new s3.GetBucketInventoryConfigurationCommand({ Bucket, Id })))
                  .InventoryConfiguration,
              list: async () =>
                (await client.send(new s3.ListBucketInventoryConfigurationsCommand({ Bucket })))
                  .InventoryConfigurationList,
              remove: (Id) => client.send(new s3.DeleteBucketInventoryConfigurationCommand({ Bucket, Id })),
            }),
          ),
        kept(inventory('a')),
      );

      const tiering = (Id: string): s3.IntelligentTieringConfiguration => ({
        Id,
        Status: 'Enabled',
        Tierings: [
          { AccessTier: 'ARCHIVE_ACCESS', Days: 90 },
          { AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 180 },
        ],
      });
      promise(
        'intelligent tiering is kept by id',
        () =>
          inBucket((Bucket) =>
            course(Bucket, {
              put: (Id) =>
                client.send(
                  new s3.PutBucketIntelligentTieringConfigurationCommand({
                    Bucket,
                    Id,
                    IntelligentTieringConfiguration: tiering(Id),
                  }),
                ),
              get: async (Id) =>
                (await client.send(new s3.GetBucketIntelligentTieringConfigurationCommand({ Bucket, Id })))
                  .IntelligentTieringConfiguration,
              list: async () =>
                (await client.send(new s3.ListBucketIntelligentTieringConfigurationsCommand({ Bucket })))
                  .IntelligentTieringConfigurationList,
              remove: (Id) => client.send(new s3.DeleteBucketIntelligentTieringConfigurationCommand({ Bucket, Id })),
            }),
          ),
        kept(tiering('a')),
      );

      promise(
        'notifications are none, kept, and none again',
        () =>
          inBucket(async (Bucket) => {
            const get = async () => {
              const {
                TopicConfigurations,
                QueueConfigurations,
                LambdaFunctionConfigurations,
                EventBridgeConfiguration,
              } = await client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
              return [TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations, EventBridgeConfiguration];
            };
            const put = (NotificationConfiguration: s3.NotificationConfiguration) =>
              outcome(
                client.send(new s3.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration })),
              );
            const before = await get();
            const done = await put({
              QueueConfigurations: [
                {
                  Id: 'q',
                  QueueArn: 'arn:aws:sqs:us-east-1:123456789012:work',
                  Events: ['s3:ObjectCreated:*'],
                  Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
                },
              ],
              EventBridgeConfiguration: {},
            });
            const stored = await get();
            return [before, done, stored, await put({}), await get()];
          }),
        [
          [undefined, undefined, undefined, undefined],
          'ok',
          [
            undefined,
            [
              {
                Id: 'q',
                QueueArn: 'arn:aws:sqs:us-east-1:123456789012:work',
                Events: ['s3:ObjectCreated:*'],
                Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'in/' }] } },
              },
            ],
            undefined,
            {},
          ],
          'ok',
          [undefined, undefined, undefined, undefined],
        ],
      );

      promise(
        'notifications of one event do not go two ways',
        () =>
          inBucket((Bucket) => {
            const TopicConfigurations = ['a', 'b'].map((name) => ({
              Id: name,
              TopicArn: `arn:aws:sns:us-east-1:123456789012:${name}`,
              Events: ['s3:ObjectCreated:*' as const],
            }));
            const NotificationConfiguration = { TopicConfigurations };
            return outcome(
              client.send(new s3.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration })),
            );
          }),
        '400 InvalidArgument',
      );

      promise(
        'replication takes versions on both sides, and is kept',
        () =>
          inBucket((Bucket) =>
            inBucket(async (copies) => {
              const get = () => client.send(new s3.GetBucketReplicationCommand({ Bucket }));
              const rule: s3.ReplicationRule = {
                ID: 'r',
                Status: 'Enabled',
                Priority: 1,
                Filter: { Prefix: 'a/' },
                DeleteMarkerReplication: { Status: 'Disabled' },
                Destination: { Bucket: `arn:aws:s3:::${copies}`, StorageClass: 'STANDARD_IA' },
              };
              const ReplicationConfiguration = { Role: 'arn:aws:iam::123456789012:role/copier', Rules: [rule] };
              const put = () =>
                outcome(client.send(new s3.PutBucketReplicationCommand({ Bucket, ReplicationConfiguration })));
              const steps = [await outcome(get()), await put()];
              for (const name of [Bucket, copies]) await version(name, { Status: 'Enabled' });
              steps.push(await put());
              const found = (await get()).ReplicationConfiguration;
              const isKept = found?.Rules?.[0]?.Destination?.Bucket === `arn:aws:s3:::${copies}`;
              steps.push(await version(Bucket, { Status: 'Suspended' }));
              await client.send(new s3.DeleteBucketReplicationCommand({ Bucket }));
              return [...steps, isKept, found?.Rules?.length, await outcome(get())];
            }),
          ),
        [
          '404 ReplicationConfigurationNotFoundError',
          '400 InvalidRequest',
          'ok',
          '409 InvalidBucketState',
          true,
          1,
          '404 ReplicationConfigurationNotFoundError',
        ],
      );

      promise(
        'MFA delete is not turned on without a second factor',
        () =>
          inBucket(async (Bucket) => {
            const done = await version(Bucket, { Status: 'Enabled', MFADelete: 'Enabled' });
            const found = await client.send(new s3.GetBucketVersioningCommand({ Bucket }));
            return [done, found.Status, found.MFADelete];
          }),
        ['403 AccessDenied', undefined, undefined],
      );
    });
  },
);
