import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('tells beforehand what it will do, does it, and then finds nothing to do', { timeout: 200_000 }, async () => {
  const source = await createTestBucket(lab.here.client, 'sync');
  const target = await createTestBucket(lab.there.client, 'sync');
  await lab.here.seed(source, 'a/same/', 1_100);
  await lab.there.seed(target, 'b/same/', 1_100);
  const put = (at: 'here' | 'there', Key: string, Body: string) =>
    lab[at].client.send(new PutObjectCommand({ Bucket: at === 'here' ? source : target, Key, Body }));
  await Promise.all([
    ...['new one', 'zz/new'].map((name) => put('here', `a/${name}`, 'new')),
    ...['changed', 'same/00005'].flatMap((name) => [
      put('here', `a/${name}`, 'mine!'),
      put('there', `b/${name}`, 'yours'),
    ]),
    ...['extra', 'zzz', '\u{1F600}'].map((name) => put('there', `b/${name}`, 'extra')),
    put('there', 'outside', 'stays'),
  ]);
  const to = { connection: 'elsewhere', bucket: target, prefix: 'b/' };
  const input = { bucket: source, prefix: 'a/', to, compare: 'content', deletes: true, keepsAccess: true };
  const plan = async () => {
    const total: Record<string, number> = {};
    let cursor: unknown = null;
    do {
      const request = { connection: 'default', kind: 'sync', input, cursor };
      const step = (await worker.ask('planStep', request, lab.keys)) as PlanStep;
      for (const [name, count] of Object.entries(step.counts ?? {})) total[name] = (total[name] ?? 0) + count;
      cursor = step.next;
    } while (cursor !== null);
    return total;
  };
  expect(await plan()).toEqual({ new: 2, changed: 2, extra: 3, same: 1_100 });
  const { id } = await lab.start(worker, 'sync', input);
  expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 7, done: 7, failed: 0 });
  expect(await plan()).toEqual({ new: 0, changed: 0, extra: 0, same: 1_104 });
  const { client } = lab.there;
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: target, StartAfter: 'b/same/0001099' }),
  );
  expect(Contents.map(({ Key }) => Key)).toEqual(['b/zz/new', 'outside']);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: target, Key: 'b/changed' }));
  expect(await Body?.transformToString()).toBe('mine!');
});
