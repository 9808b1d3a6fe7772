import type { S3Client } from '@aws-sdk/client-s3';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { testServers } from '@/lib/testing/servers';
import { createTestTopic } from '@/lib/testing/topics';
import { readSetting, removeSetting, writeSetting } from '../operations';
import type { Notification, NotificationTarget } from './schema';

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

  const toTarget = () => ({ connection: 'x', bucket, setting: 'notification' });
  const told = (arn: string, more: Partial<NotificationTarget> = {}): NotificationTarget => ({
    ...{ id: null, arn, events: ['s3:ObjectCreated:*'], prefix: null, suffix: null },
    ...more,
  });
  const save = async (value: Partial<Notification>) => {
    const reading = await readSetting(connection, toTarget());
    const seen = 'seen' in reading ? reading.seen : '';
    const none: Notification = { topics: [], queues: [], functions: [], eventBridge: false };
    return writeSetting(connection, { ...toTarget(), value: { ...none, ...value }, seen }, noDiary);
  };
  const see = async () => {
    const command = new GetBucketNotificationConfigurationCommand({ Bucket: bucket });
    const { QueueConfigurations, LambdaFunctionConfigurations } = await client.send(command);
    return { QueueConfigurations, LambdaFunctionConfigurations };
  };
  const queue = told('arn:aws:sqs:us-east-1:111122223333:uploads', { id: 'queue', prefix: 'in/', suffix: '.jpg' });
  const events = ['s3:ObjectRemoved:Delete', 's3:ObjectTagging:*'];
  const resize = told('arn:aws:lambda:us-east-1:111122223333:function:resize', { id: 'resize', events });

  if (server.provider === 'ceph') {
    it('knows topics alone and refuses queues and functions', async () => {
      for (const value of [{ queues: [queue] }, { functions: [resize] }]) {
        await expect(save(value)).rejects.toMatchObject({ s3: { code: 'MalformedXML', status: 400 } });
      }
      expect(await see()).toEqual({ QueueConfigurations: undefined, LambdaFunctionConfigurations: undefined });
    });
    return;
  }

  it('tells a queue and a function, which change and end apart from each other', async () => {
    expect(await save({ queues: [queue], functions: [resize] })).toMatchObject({ kind: 'saved', keptAsSent: true });
    const kept = { Id: 'resize', LambdaFunctionArn: resize.arn, Events: events };
    const rules = (prefix: string) => [
      { Name: 'Prefix', Value: prefix },
      { Name: 'Suffix', Value: '.jpg' },
    ];
    expect(await see()).toMatchObject({
      QueueConfigurations: [
        { Id: 'queue', QueueArn: queue.arn, Events: queue.events, Filter: { Key: { FilterRules: rules('in/') } } },
      ],
      LambdaFunctionConfigurations: [kept],
    });

    await save({ queues: [{ ...queue, prefix: 'new/' }], functions: [resize] });
    expect(await see()).toMatchObject({
      QueueConfigurations: [{ Id: 'queue', Filter: { Key: { FilterRules: rules('new/') } } }],
      LambdaFunctionConfigurations: [kept],
    });

    await save({ functions: [resize] });
    expect(await see()).toMatchObject({ QueueConfigurations: undefined, LambdaFunctionConfigurations: [kept] });

    const reading = await readSetting(connection, toTarget());
    const ended = await removeSetting(
      connection,
      { ...toTarget(), seen: 'seen' in reading ? reading.seen : '' },
      noDiary,
    );
    expect(ended).toMatchObject({ kind: 'saved', reading: { state: 'absent' } });
    expect(await see()).toEqual({ QueueConfigurations: undefined, LambdaFunctionConfigurations: undefined });
  });
});
