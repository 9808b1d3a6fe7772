import {
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';

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

it('goes on in the other worker when one is killed, and counts everything once', async () => {
  const { client, seed } = lab.here;
  const bucket = await createTestBucket(client, 'shared');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  await seed(bucket, 'old/', 300);
  await seed(bucket, 'gone/', 4_000);
  const named = { objects: [], versions: [], scope: 'objects', removeBucket: false, bypassGovernance: false };
  const deleting = await lab.start(web!, 'delete', { ...named, bucket, prefixes: ['gone/'] });
  const to = { connection: 'default', bucket, prefix: 'new/' };
  const way = { from: 'old/', to, rule: 'skip', isMove: true, keepsAccess: true };
  const moving = await lab.start(web!, 'copy', { bucket, objects: [], prefixes: ['old/'], ...way });
  await expect
    .poll(async () => (await lab.read(web!, deleting.id)).done, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(0);
  await one!.kill();

  expect(await lab.waitFor(web!, deleting.id, 'finished')).toMatchObject({ listed: 4_000, done: 4_000, failed: 0 });
  expect(await lab.waitFor(web!, moving.id, 'finished')).toMatchObject({
    done: 300,
    failed: 0,
    skipped: 0,
    bytes: 3_000,
  });
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(Contents).toHaveLength(300);
  expect(Contents.every(({ Key = '' }) => Key.startsWith('new/'))).toBe(true);
  // One marker for each object: no batch was done twice.
  let markers = 0;
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'gone/', ...next }),
    );
    markers += page.DeleteMarkers?.length ?? 0;
    next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
  }
  expect(markers).toBe(4_000);
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
