import type { S3Client } from '@aws-sdk/client-s3';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { testServers } from '@/lib/testing/servers';
import { createTestTopic } from '@/lib/testing/topics';
import { readSetting, removeSetting, writeSetting } from '../operations';
import type { Notification } from './schema';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  const connection = openTestConnection(server);
  let client: S3Client;
  let bucket: string;
  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'events');
  });
  afterAll(() => removeTestBucket(client, bucket));

  it('tells a topic that is there of new objects, is changed, meets a change of somebody else, and is ended', async () => {
    const target = { connection: 'x', bucket, setting: 'notification' };
    const arn = await createTestTopic(server, `${bucket}-topic`);
    const told = (id: string, prefix: string): Notification => ({
      topics: [{ id, arn, events: ['s3:ObjectCreated:*'], prefix, suffix: '.jpg' }],
      queues: [],
      functions: [],
      eventBridge: false,
    });
    const seenOf = async (): Promise<string> => {
      const reading = await readSetting(connection, target);
      return 'seen' in reading ? reading.seen : '';
    };
    const empty = await seenOf();
    const first = await writeSetting(connection, { ...target, value: told('img', 'img/'), seen: empty }, noDiary);
    expect(first).toMatchObject({ kind: 'saved', keptAsSent: true, reading: { value: told('img', 'img/') } });

    const seen = await seenOf();
    const second = await writeSetting(connection, { ...target, value: told('raw', 'raw/'), seen }, noDiary);
    expect(second).toMatchObject({ kind: 'saved', keptAsSent: true });
    expect(await writeSetting(connection, { ...target, value: told('late', 'late/'), seen }, noDiary)).toMatchObject({
      kind: 'conflict',
    });
    const { TopicConfigurations } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    expect(TopicConfigurations).toMatchObject([
      { Id: 'raw', TopicArn: arn, Filter: { Key: { FilterRules: [{ Value: 'raw/' }, { Value: '.jpg' }] } } },
    ]);

    const ended = await removeSetting(connection, { ...target, seen: await seenOf() }, noDiary);
    expect(ended).toMatchObject({ kind: 'saved', reading: { state: 'absent' } });
  });
});
