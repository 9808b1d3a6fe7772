import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { planReturn } from './operations';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  /** The moment to return to: after what was written first, before all else. */
  let at = 0;
  const ids = new Map<string, string>();
  const put = async (key: string, body: string): Promise<string> =>
    (await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))).VersionId ?? '';
  const mark = async (key: string): Promise<string> =>
    (await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))).VersionId ?? '';
  const plan = (...keys: string[]) => planReturn(connection, { connection: 'x', bucket, keys, at });

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'return');
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await put('changed', 'older still');
    for (const key of ['same', 'changed', 'hidden', 'hidden twice', 'remade']) ids.set(key, await put(key, 'then'));
    for (const { key } of nastyKeys) ids.set(key, await put(key, 'then'));
    await put('gone then', 'x');
    await mark('gone then');
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'same' }));
    // Some servers tell times by the second, so what comes after must be in a later one.
    at = Math.max(...Versions.map(({ LastModified }) => LastModified?.getTime() ?? 0), Date.now()) + 999;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(at + 1001), { timeout: 10_000 });
    for (const body of ['now', 'and now']) await put('changed', body);
    ids.set('marker', await mark('hidden'));
    ids.set('first marker', await mark('hidden twice'));
    ids.set('second marker', await mark('hidden twice'));
    await mark('remade');
    await put('remade', 'anew');
    await put('new', 'since');
    await put('came and went', 'since');
    await mark('came and went');
    await put('gone then', 'back');
    for (const { key } of nastyKeys) await put(key, 'now');
  });
  afterAll(() => removeTestBucket(client, bucket));

  it('copies the version of then on top where others came since', async () => {
    const copy = (key: string) => ({ kind: 'copy', key, versionId: ids.get(key), sizeBytes: 4 });
    expect(await plan('changed', 'remade')).toEqual([copy('changed'), copy('remade')]);
  });

  it('takes markers away where nothing else came since, the newest first', async () => {
    // Ceph makes no second marker over a first, and names none.
    const twice = [ids.get('second marker'), ids.get('first marker')].filter((id) => id !== '');
    expect(await plan('hidden', 'hidden twice')).toEqual([
      { kind: 'unhide', key: 'hidden', markers: [ids.get('marker')] },
      { kind: 'unhide', key: 'hidden twice', markers: twice },
    ]);
  });

  it('hides what was not there, and leaves the rest alone', async () => {
    expect(await plan('new', 'gone then', 'same', 'came and went', 'never was')).toEqual([
      { kind: 'hide', key: 'new', sizeBytes: 5 },
      { kind: 'hide', key: 'gone then', sizeBytes: 4 },
      { kind: 'none', key: 'same' },
      { kind: 'none', key: 'came and went' },
      { kind: 'none', key: 'never was' },
    ]);
  });

  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('finds the version of %s', async (_key, key) => {
    expect(await plan(key)).toEqual([{ kind: 'copy', key, versionId: ids.get(key), sizeBytes: 4 }]);
  });

  it('names the keys that could not be looked up, one by one', async () => {
    const stranger = openTestConnection(server, 'alt');
    const steps = await planReturn(stranger, { connection: 'x', bucket, keys: ['same', 'new'], at });
    expect(steps).toMatchObject(['same', 'new'].map((key) => ({ kind: 'failed', key, code: 'AccessDenied' })));
  });
});
