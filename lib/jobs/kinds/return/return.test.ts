import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';
import type { PlanStep } from '../../types';

let lab: JobLab;
let worker: JobWorker;
beforeAll(async () => {
  lab = await openJobLab();
  worker = await lab.startWorker();
}, 120_000);
afterAll(async () => {
  await worker.end();
  await lab.stop();
}, 60_000);
afterEach(() => lab.here.server.faults.clear());

const setVersioning = (bucket: string, Status: 'Enabled' | 'Suspended') =>
  lab.here.client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }));

const put = (bucket: string, Key: string, Body: string) =>
  lab.here.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));

async function createVersionedBucket(): Promise<string> {
  const bucket = await createTestBucket(lab.here.client, 'return');
  await setVersioning(bucket, 'Enabled');
  return bucket;
}

/** The last millisecond of the second in which an object was written; what comes after is written in another second. */
async function waitForNextSecond(bucket: string, key: string): Promise<number> {
  const { LastModified } = await lab.here.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const at = (LastModified?.getTime() ?? 0) + 999;
  while (Date.now() <= at + 1) await sleep(50);
  return at;
}

/** Everything of a bucket, as "key version" or "key marker". */
async function listEverything(bucket: string): Promise<string[]> {
  const found: string[] = [];
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await lab.here.client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, KeyMarker, VersionIdMarker }),
    );
    found.push(...(page.Versions ?? []).map(({ Key }) => `${Key} version`));
    found.push(...(page.DeleteMarkers ?? []).map(({ Key }) => `${Key} marker`));
    ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
  } while (KeyMarker !== undefined);
  return found;
}

it('has a prefix as it was, and nothing else', { timeout: 200_000 }, async () => {
  const { client, seed } = lab.here;
  const bucket = await createVersionedBucket();
  const read = async (Key: string) =>
    (await client.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();
  await seed(bucket, 'a/same/', 1_200);
  for (const key of ['a/changed', 'a/deleted', 'a/remade', 'b/changed']) await put(bucket, key, 'then');
  const at = await waitForNextSecond(bucket, 'b/changed');
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/deleted' }));
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/remade' }));
  for (const key of ['a/changed', 'a/new', 'a/remade', 'b/changed']) await put(bucket, key, 'now');

  const input = { bucket, prefix: 'a/', at, hidesNew: true };
  const counts: Record<string, number> = {};
  let cursor: unknown = null;
  do {
    const request = { connection: 'default', kind: 'return', input, cursor };
    const step = (await worker.ask('planStep', request, lab.keys)) as PlanStep;
    for (const [name, count] of Object.entries(step.counts ?? {})) counts[name] = (counts[name] ?? 0) + count;
    cursor = step.next;
  } while (cursor !== null);
  expect(counts).toEqual({ same: 1_200, copied: 2, unhidden: 1, markers: 1, new: 1, archived: 0 });
  const { id } = await lab.start(worker, 'return', input);
  expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 4, done: 4, failed: 0, bytes: 8 });
  const keys = ['a/changed', 'a/deleted', 'a/remade', 'b/changed'];
  expect(await Promise.all(keys.map(read))).toEqual(['then', 'then', 'then', 'now']);
  await expect(read('a/new')).rejects.toMatchObject({ name: 'NoSuchKey' });
  const everything = (await listEverything(bucket)).filter((line) => !line.startsWith('a/same/'));
  expect(everything.filter((line) => line.startsWith('a/deleted'))).toEqual(['a/deleted version']);
  expect(everything.filter((line) => line.startsWith('a/new')).toSorted()).toEqual(['a/new marker', 'a/new version']);
});

it('goes on where it was killed, and makes no version twice', { timeout: 300_000 }, async () => {
  const bucket = await createVersionedBucket();
  const keys = Array.from({ length: 500 }, (_, index) => `a/${String(index).padStart(4, '0')}`);
  const hidden = keys.slice(0, 100).map((key) => `z${key}`);
  await Promise.all(keys.map((key) => put(bucket, key, `then ${key}`)));
  const at = await waitForNextSecond(bucket, keys.at(-1) ?? '');
  await Promise.all([...keys, ...hidden].map((key) => put(bucket, key, 'now')));
  lab.here.server.faults.set([{ match: { operation: 'CopyObject', bucket }, action: { kind: 'delay', ms: 60 } }]);
  const { id } = await lab.start(worker, 'return', { bucket, prefix: '', at, hidesNew: true });
  const [living, seen] = await lab.killAgainAndAgain(worker, id, 1, 1);
  worker = living;
  expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 600, done: 600, failed: 0 });
  expect(seen[0]).toBeLessThan(600);
  const everything = await listEverything(bucket);
  const expected = [
    ...keys.flatMap((key) => [`${key} version`, `${key} version`, `${key} version`]),
    ...hidden.flatMap((key) => [`${key} marker`, `${key} version`]),
  ];
  expect(everything.toSorted()).toEqual(expected.toSorted());
  const { Body } = await lab.here.client.send(new GetObjectCommand({ Bucket: bucket, Key: keys[250] }));
  expect(await Body?.transformToString()).toBe(`then ${keys[250]}`);
});

it('does nothing where what is there now would be lost', { timeout: 60_000 }, async () => {
  const bucket = await createVersionedBucket();
  await put(bucket, 'a', 'then');
  await setVersioning(bucket, 'Suspended');
  const input = { bucket, prefix: '', at: 0, hidesNew: true };
  const { id } = await lab.start(worker, 'return', input);
  expect(await lab.waitFor(worker, id, 'failed')).toMatchObject({ reason: { code: 'unsupported' }, done: 0 });
  const plain = await createTestBucket(lab.here.client, 'return');
  await put(plain, 'a', 'now');
  const other = await lab.start(worker, 'return', { ...input, bucket: plain });
  expect(await lab.waitFor(worker, other.id, 'failed')).toMatchObject({ reason: { code: 'unsupported' }, done: 0 });
  expect([...(await listEverything(bucket)), ...(await listEverything(plain))]).toEqual(['a version', 'a version']);
});

it('names what lies in the archive', { timeout: 60_000 }, async () => {
  const { client } = lab.here;
  const bucket = await createVersionedBucket();
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'cold', Body: 'then', StorageClass: 'GLACIER' }));
  const at = await waitForNextSecond(bucket, 'cold');
  await put(bucket, 'cold', 'now');
  const { id } = await lab.start(worker, 'return', { bucket, prefix: '', at, hidesNew: false });
  expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 0, failed: 1 });
  expect(await lab.readEntries(worker, id)).toMatchObject([{ item: { key: 'cold' }, code: 'InvalidObjectState' }]);
});
