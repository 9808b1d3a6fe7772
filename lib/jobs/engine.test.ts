import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, main, type TestEndpoint } from '@/lib/embedded-s3/test-endpoint';
import { createPlainClient, createTestBucket } from '@/lib/testing/buckets';
import { startJobWorker, type JobWorker } from '@/lib/testing/job-workers';
import type { JobReport, JobView } from './types';

const dataDir = mkdtempSync(join(tmpdir(), 'cooper-jobs-'));
const keys = { accessKeyId: main.accessKeyId, secretAccessKey: main.secretAccessKey };
let endpoint: TestEndpoint;
let client: S3Client;
let variables: Record<string, string>;

beforeAll(async () => {
  endpoint = await startTestEndpoint({ faultControl: true });
  const { url } = endpoint.server;
  client = createPlainClient({ name: '', provider: '', endpoint: url, region: 'us-east-1', main: keys, alt: keys });
  variables = {
    COOPER_ENDPOINT: url,
    COOPER_PROVIDER: 'embedded',
    COOPER_ADDRESSING: 'path',
    COOPER_SESSION_KEY: randomBytes(32).toString('base64'),
    COOPER_DATA_DIR: dataDir,
  };
});
afterAll(async () => {
  await endpoint.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function seed(bucket: string, prefix: string, count: number): Promise<void> {
  const body = JSON.stringify({ bucket, owner: 'main', prefix, count, sizeBytes: 10 });
  expect((await fetch(`${endpoint.server.url}/.cooper/seed`, { method: 'POST', body })).status).toBe(200);
}

const nothing = {
  objects: [],
  versions: [],
  prefixes: [],
  scope: 'objects',
  removeBucket: false,
  bypassGovernance: false,
};

async function start(worker: JobWorker, input: object): Promise<JobView> {
  const request = { connection: 'default', kind: 'delete', input: { ...nothing, ...input }, plan: null };
  return (await worker.ask('startJob', request, keys)) as JobView;
}

async function read(worker: JobWorker, id: string): Promise<JobView> {
  return ((await worker.ask('readJob', { connection: 'default', id }, keys)) as JobReport).job;
}

async function waitForEnd(worker: JobWorker, id: string): Promise<JobView> {
  await expect
    .poll(() => read(worker, id), { timeout: 120_000, interval: 100 })
    .toMatchObject({ ended: expect.any(Number) as number });
  return read(worker, id);
}

describe('a job', { timeout: 300_000 }, () => {
  it('goes on after each of five kills, repeats nothing and counts right', async () => {
    const bucket = await createTestBucket(client, 'killed');
    await seed(bucket, 'big/', 20_000);
    await seed(bucket, 'kept/', 3);
    let worker = await startJobWorker(variables);
    const { id } = await start(worker, { bucket, prefixes: ['big/'] });
    const seen: number[] = [];
    for (let kills = 0; kills < 5; kills += 1) {
      const before = seen.at(-1) ?? 0;
      await expect
        .poll(async () => (await read(worker, id)).done, { timeout: 60_000, interval: 20 })
        .toBeGreaterThan(before);
      await sleep(Math.random() * 200);
      await worker.kill();
      worker = await startJobWorker(variables);
      seen.push((await read(worker, id)).done);
    }
    const job = await waitForEnd(worker, id);
    expect(job).toMatchObject({ state: 'finished', listed: 20_000, done: 20_000, failed: 0, bytes: 200_000 });
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    const left = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(left.Contents?.map(({ Key }) => Key)).toEqual(['kept/0000000', 'kept/0000001', 'kept/0000002']);
    await worker.end();
  });
});
