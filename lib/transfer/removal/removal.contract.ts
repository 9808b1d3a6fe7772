import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketOwnershipControlsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { plainWays } from '@/lib/testing/transfer-ways';
import { readHeld } from '../held/operations';
import { transferObject } from '../operations';
import { openRemovals } from './operations';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let client: S3Client;
  let bucket: string;
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const read = async (Key: string) =>
    (await client.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'removal');
  });
  afterAll(() => removeTestBucket(client, bucket));

  /** A connection of its own, and the operations that it sends. */
  const watch = (id: string): { connection: Connection; sent: string[] } => {
    const connection = openTestConnection(server, 'main', { id });
    const sent: string[] = [];
    connection.client.middlewareStack.add(
      (next, context) => (args) => {
        sent.push((context.commandName ?? '').replace(/Command$/u, ''));
        return next(args);
      },
      { step: 'initialize' },
    );
    return { connection, sent };
  };

  it('moves by as few requests as are safe there', async () => {
    // Ceph passes over conditions of copies and deletes, so that its objects are looked at once more.
    const hasConditions = server.provider !== 'ceph';
    const plain = await createTestBucket(client, 'transfer-few');
    try {
      if (hasConditions) {
        const Rules = [{ ObjectOwnership: 'BucketOwnerEnforced' as const }];
        const OwnershipControls = { Rules };
        await client.send(new PutBucketOwnershipControlsCommand({ Bucket: plain, OwnershipControls }));
      }
      const keys = Array.from({ length: 20 }, (_, index) => `few/${index}`);
      for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: plain, Key, Body: Key }));
      const { connection, sent } = watch('few');
      const remove = openRemovals(connection);
      const options = { isMove: true, keepsAccess: true, rule: 'skip', isFree: true } as const;
      const move = (key: string) =>
        transferObject(
          { from: connection, to: connection },
          {
            ...{ source: { bucket: plain, key }, target: { bucket: plain, key: `moved/${key}` }, ...options },
            ...{ listed: { sizeBytes: 0, etag: null }, repeatSince: null },
          },
          { ...plainWays, remove },
        );
      await Promise.all(keys.map(move));
      const count = (name: string): number => sent.filter((each) => each === name).length;
      expect(count('CopyObject')).toBe(20);
      expect(count('GetObjectTagging')).toBe(0);
      if (hasConditions) {
        expect(count('HeadObject')).toBe(20);
        expect(count('GetBucketOwnershipControls')).toBe(1);
        expect(count('DeleteObjects')).toBeLessThan(20);
        expect(sent).toHaveLength(41 + count('DeleteObjects'));
      } else {
        expect(count('DeleteObject')).toBe(20);
        expect(count('GetObjectAcl')).toBe(20);
      }
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: plain }));
      expect(Contents.map(({ Key }) => Key).toSorted()).toEqual(keys.map((key) => `moved/${key}`).toSorted());
    } finally {
      await removeTestBucket(client, plain);
    }
  });

  it('deletes of a group only what is still what was seen', async () => {
    const names = ['changed', 'gone', 'same\r', 'same', 'anew'];
    for (const name of names) await put(`group/${name}`, 'seen');
    const { connection, sent } = watch('group');
    const remove = openRemovals(connection);
    const seen = await Promise.all(names.map((name) => readHeld(connection, { bucket, key: `group/${name}` })));
    await put('group/changed', 'other');
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'group/gone' }));
    const removals = names.map((name, index) => {
      const held = seen[index];
      if (!held) throw new Error(`${name} is not there.`);
      // Seen long ago: another look is due.
      const askedAt = name === 'anew' ? held.askedAt - 60_000 : held.askedAt;
      return remove({ bucket, key: `group/${name}` }, { ...held, askedAt });
    });
    const settled = await Promise.allSettled(removals);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', ...names.slice(1).map(() => 'fulfilled')]);
    expect(settled[0]).toMatchObject({ reason: { code: 'source-changed' } });
    expect(await read('group/changed')).toBe('other');
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'group/' }));
    expect(Contents).toHaveLength(1);
    expect(sent.includes('DeleteObjects')).toBe(server.provider !== 'ceph');
  });
});
