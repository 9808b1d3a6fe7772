import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteBucket } from '@/lib/buckets/operations';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { addCorsRule, checkCors } from '@/lib/uploads/cors/operations';
import { readHistory } from './history';
import { requireSetting } from './look';
import { readSetting, removeSetting, writeSetting } from './operations';
import type { HistoryEntry, SettingReading } from './types';

const folder = mkdtempSync(join(tmpdir(), 'cooper-history-'));
process.env['COOPER_DATA_DIR'] = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seenOf = (reading: SettingReading): string => ('seen' in reading ? reading.seen : '');

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  const target = () => ({ connection: connection.id, bucket, setting: 'tagging' });
  const seen = async () => seenOf(await readSetting(connection, target()));

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'history');
  });

  async function write(value: string): Promise<void> {
    const tags = [{ key: 'stage', value }];
    await writeSetting(connection, { ...target(), value: { tags }, seen: await seen() });
  }

  async function readEntries(): Promise<HistoryEntry[]> {
    const history = await readHistory(connection, target());
    if (history.state !== 'visible') throw new Error(`the history is ${history.state}`);
    return history.entries;
  }

  const document = (value: string): string => JSON.stringify({ TagSet: [{ Key: 'stage', Value: value }] }, null, 2);

  it('every change of a setting is kept, with what was there before', async () => {
    expect(await readEntries()).toEqual([]);
    await write('test');
    await write('live');
    const shared = { accessKeyId: connection.credentials.accessKeyId, isCertain: true };
    const made = { ...shared, act: 'write', before: '', after: document('test') };
    const changed = { ...shared, act: 'write', before: document('test'), after: document('live') };
    expect(await readEntries()).toMatchObject([changed, made]);

    await removeSetting(connection, { ...target(), seen: await seen() });
    const removed = { ...shared, act: 'remove', before: document('live'), after: '', summary: null };
    expect(await readEntries()).toMatchObject([removed, changed, made]);
  });

  it('a change that was a conflict is not in it, nor one that the server refuses', async () => {
    const value = { tags: [{ key: 'stage', value: 'lost' }] };
    const outcome = await writeSetting(connection, { ...target(), value, seen: 'another state' });
    expect(outcome.kind).toBe('conflict');
    expect(await readEntries()).toHaveLength(3);

    // Where object lock is, versioning stays.
    const locked = await createTestBucket(client, 'history', { ObjectLockEnabledForBucket: true });
    const versioning = { ...target(), bucket: locked, setting: 'versioning' };
    const now = seenOf(await readSetting(connection, versioning));
    const suspended = { status: 'suspended', mfaDelete: null };
    await expect(writeSetting(connection, { ...versioning, value: suspended, seen: now })).rejects.toThrow('failed');
    expect(await readHistory(connection, versioning)).toEqual({ state: 'visible', entries: [] });
    await removeTestBucket(client, locked);
  });

  it('a CORS rule added for uploads is in it, as if it had been typed', async () => {
    const origin = 'https://console.example.net';
    const where = { connection: connection.id, bucket, origin };
    const { rules } = await checkCors(connection, where);
    await addCorsRule(connection, { ...where, seen: rules ?? [] });
    const cors = { connection: connection.id, bucket, setting: 'cors' };
    const history = await readHistory(connection, cors);
    const now = await readSetting(connection, cors);
    if (now.state !== 'configured') throw new Error(`the rules are ${now.state}`);
    const after = JSON.stringify(requireSetting('cors').model.toWire(now.value), null, 2);
    expect(history).toMatchObject({
      state: 'visible',
      entries: [{ act: 'write', isCertain: true, before: '', after }],
    });
  });

  it('whoever may not read the setting does not see its history, and it ends with the bucket', async () => {
    const stranger = openTestConnection(server, 'alt', { id: connection.id });
    expect(await readHistory(stranger, target())).toEqual({ state: 'denied', permission: 's3:GetBucketTagging' });
    await deleteBucket(connection, { bucket });
    await expect(readEntries()).rejects.toMatchObject({ code: 'bucket-not-found' });
    // Another bucket of the name begins without the past of the former.
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    expect(await readEntries()).toEqual([]);
    await removeTestBucket(client, bucket);
  });
});
