import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { expectOnce, readHeld } from '@/lib/testing/held-versions';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';

/** `TEST_JOB_OBJECTS=100000` makes of this the great trial. */
const ordered = Number(process.env['TEST_JOB_OBJECTS'] ?? 0);
const timeout = ordered > 0 ? 3_600_000 : 120_000;
const deleted = ordered || 4_000;
const moved = ordered || 300;

let lab: JobLab;
let [web, one, two]: JobWorker[] = [];

async function startWorker(role: 'web' | 'worker'): Promise<JobWorker> {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL names no database: run `npm run test:postgres`, which starts one.');
  return lab.startWorker({ DATABASE_URL: url, COOPER_ROLE: role });
}

beforeAll(async () => {
  lab = await openJobLab();
  // The first makes the tables; those who come later find them.
  [web, one, two] = await Promise.all([startWorker('web'), startWorker('worker'), startWorker('worker')]);
});
afterAll(async () => {
  await Promise.all([web?.end(), two?.end()]);
  await lab.stop();
});

it('goes on in the other worker when one is killed, and counts everything once', { timeout }, async () => {
  const { client, seed } = lab.here;
  const bucket = await createTestBucket(client, 'shared');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  await seed(bucket, 'old/', moved);
  await seed(bucket, 'gone/', deleted);
  const named = { objects: [], versions: [], scope: 'objects', removeBucket: false, bypassGovernance: false };
  const deleting = await lab.start(web!, 'delete', { ...named, bucket, prefixes: ['gone/'] });
  const to = { connection: 'default', bucket, prefix: 'new/' };
  const way = { from: 'old/', to, rule: 'skip', isMove: true, keepsAccess: true };
  const moving = await lab.start(web!, 'copy', { bucket, objects: [], prefixes: ['old/'], ...way });
  // At some moment of the first half.
  await expect
    .poll(async () => (await lab.read(web!, deleting.id)).done, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan((Math.random() * deleted) / 2);
  await one!.kill();

  const all = { failed: 0, skipped: 0 };
  expect(await lab.waitFor(web!, deleting.id, 'finished', timeout)).toMatchObject({
    ...{ ...all, listed: deleted, done: deleted },
  });
  expect(await lab.waitFor(web!, moving.id, 'finished', timeout)).toMatchObject({
    ...{ ...all, listed: moved, done: moved, bytes: 10 * moved },
  });
  // One version and one marker for each object: nothing was done twice.
  const arrived = await readHeld(client, bucket, 'new/');
  expectOnce(arrived.versions, 'new/', moved);
  expectOnce((await readHeld(client, bucket, 'old/')).markers, 'old/', moved);
  expectOnce((await readHeld(client, bucket, 'gone/')).markers, 'gone/', deleted);
});

it('is the same job for every worker: paused in one, resumed by another', async () => {
  const { client, seed, server } = lab.here;
  const bucket = await createTestBucket(client, 'paused');
  await seed(bucket, 'a/', 2_000);
  server.faults.set([{ match: { operation: 'ListObjectsV2', bucket }, action: { kind: 'delay', ms: 300 } }]);
  const named = { objects: [], versions: [], scope: 'objects', removeBucket: false, bypassGovernance: false };
  const { id } = await lab.start(web!, 'delete', { ...named, bucket, prefixes: ['a/'] });
  const target = { connection: 'default', id };
  expect(await web!.ask('pauseJob', target, lab.keys)).toMatchObject({ state: 'paused' });
  server.faults.clear();
  expect(await two!.ask('resumeJob', target, lab.keys)).toMatchObject({ state: 'running' });
  expect(await lab.waitFor(web!, id, 'finished')).toMatchObject({ listed: 2_000, done: 2_000, failed: 0 });
});
