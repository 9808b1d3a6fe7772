import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { startTestEndpoint } from '../test-endpoint';

const dataDir = mkdtempSync(join(tmpdir(), 'cooper-older-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('a data folder of before is read, written and counted', async () => {
  const before = await startTestEndpoint({ dataDir });
  await before.call({ method: 'PUT', path: '/box' });
  await before.call({ method: 'PUT', path: '/box/old', body: 'old' });
  await before.server.close();

  // As it was before there were encryption and usage.
  const database = new DatabaseSync(join(dataDir, 'metadata.sqlite'));
  for (const name of [
    'bucket_added',
    'bucket_removed',
    'version_added',
    'version_removed',
    'part_added',
    'part_removed',
  ]) {
    database.exec(`DROP TRIGGER ${name}`);
  }
  database.exec('DROP TABLE bucket_size; DROP TABLE usage_state; DROP TABLE usage_count');
  database.exec('ALTER TABLE version DROP COLUMN encryption; ALTER TABLE version DROP COLUMN upload_id');
  database.exec('ALTER TABLE blob DROP COLUMN size; ALTER TABLE blob DROP COLUMN md5');
  database.close();

  const after = await startTestEndpoint({ dataDir });
  expect((await after.call({ path: '/box/old' })).body).toBe('old');
  const encrypted = { 'x-amz-server-side-encryption': 'AES256' };
  await after.call({ method: 'PUT', path: '/box/new', body: 'fresh', headers: encrypted });
  expect((await after.call({ path: '/box/new' })).body).toBe('fresh');
  const copied = await after.call({ method: 'PUT', path: '/box/copy', headers: { 'x-amz-copy-source': '/box/old' } });
  expect(copied.status).toBe(200);
  await after.call({ method: 'DELETE', path: '/box/copy' });
  const body = JSON.stringify({ buckets: ['box'] });
  const usage = await after.call({ method: 'POST', path: '/buckets?Action=ListRecentMetrics', body });
  expect(JSON.parse(usage.body)).toMatchObject([{ storageUtilized: [0, 8], numberOfObjects: [0, 2] }]);
  await after.server.close();
});
