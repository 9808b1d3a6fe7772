import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, main, type TestEndpoint } from '@/lib/embedded-s3/test-endpoint';
import { createPlainClient, createTestBucket } from '@/lib/testing/buckets';
import { startJobWorker, type JobWorker } from '@/lib/testing/job-workers';
import type { FailurePage, JobReport, JobState, JobView } from './types';

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

async function start(worker: JobWorker, input: object, kind = 'delete'): Promise<JobView> {
  const full = kind === 'delete' ? { ...nothing, ...input } : input;
  const request = { connection: 'default', kind, input: full, plan: null };
  return (await worker.ask('startJob', request, keys)) as JobView;
}

async function read(worker: JobWorker, id: string): Promise<JobView> {
  return ((await worker.ask('readJob', { connection: 'default', id }, keys)) as JobReport).job;
}

async function waitFor(worker: JobWorker, id: string, state: JobState): Promise<JobView> {
  await expect.poll(async () => (await read(worker, id)).state, { timeout: 120_000, interval: 100 }).toBe(state);
  return read(worker, id);
}

/** Kills a worker that has just got on, and starts the next; answers it and how much was done at each death. */
async function killAgainAndAgain(worker: JobWorker, id: string, kills: number): Promise<[JobWorker, number[]]> {
  let living = worker;
  const seen: number[] = [];
  for (let count = 0; count < kills; count += 1) {
    const before = seen.at(-1) ?? 0;
    await expect
      .poll(async () => (await read(living, id)).done, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(before);
    await sleep(Math.random() * 200);
    await living.kill();
    living = await startJobWorker(variables);
    seen.push((await read(living, id)).done);
  }
  return [living, seen];
}

async function listKeys(bucket: string): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = '' }) => Key);
}

async function countMarkers(bucket: string): Promise<number> {
  let count = 0;
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, KeyMarker, VersionIdMarker }));
    count += page.DeleteMarkers?.length ?? 0;
    KeyMarker = page.IsTruncated === true ? page.NextKeyMarker : undefined;
    VersionIdMarker = page.NextVersionIdMarker;
  } while (KeyMarker !== undefined);
  return count;
}

describe('a job that is killed', { timeout: 300_000 }, () => {
  it('goes on after each of five kills, repeats nothing and counts right', async () => {
    const bucket = await createTestBucket(client, 'killed');
    await seed(bucket, 'big/', 20_000);
    await seed(bucket, 'kept/', 3);
    const first = await startJobWorker(variables);
    const { id } = await start(first, { bucket, prefixes: ['big/'] });
    const [worker, seen] = await killAgainAndAgain(first, id, 5);
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(await waitFor(worker, id, 'finished')).toMatchObject({
      ...{ listed: 20_000, done: 20_000, failed: 0, bytes: 200_000 },
    });
    expect(await listKeys(bucket)).toEqual(['kept/0000000', 'kept/0000001', 'kept/0000002']);
    await worker.end();
  });

  it('leaves one marker for each object where versions are kept', async () => {
    const bucket = await createTestBucket(client, 'marked');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await seed(bucket, 'big/', 4_000);
    const first = await startJobWorker(variables);
    const { id } = await start(first, { bucket, prefixes: ['big/'] });
    const [worker] = await killAgainAndAgain(first, id, 2);
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ listed: 4_000, done: 4_000, failed: 0 });
    expect(await countMarkers(bucket)).toBe(4_000);
    await worker.end();
  });
});

describe('a job in bad weather', { timeout: 300_000 }, () => {
  let worker: JobWorker;
  beforeAll(async () => {
    worker = await startJobWorker(variables);
  }, 120_000);
  afterAll(() => worker.end(), 60_000);

  it('names the one object that cannot be deleted, and does the rest', async () => {
    const bucket = await createTestBucket(client, 'poisoned');
    await seed(bucket, 'p/', 2_500);
    const key = 'p/0001234';
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteObject',
      Resource: `arn:aws:s3:::${bucket}/${key}`,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    const { id } = await start(worker, { bucket, prefixes: ['p/'] });
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ listed: 2_500, done: 2_499, failed: 1 });
    expect(await listKeys(bucket)).toEqual([key]);
    const page = (await worker.ask('readFailures', { connection: 'default', id, after: 0 }, keys)) as FailurePage;
    expect(page).toMatchObject({ failures: [{ item: { key }, code: 'AccessDenied' }], next: null });

    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: Policy.replace('Deny', 'Allow') }));
    const again = (await worker.ask('retryFailures', { connection: 'default', id }, keys)) as JobView;
    expect(await waitFor(worker, again.id, 'finished')).toMatchObject({ listed: 1, done: 1, failed: 0 });
    expect(await listKeys(bucket)).toEqual([]);
  });

  it('waits out a server that asks to slow down, and fails at nothing', async () => {
    const bucket = await createTestBucket(client, 'storm');
    await seed(bucket, 's/', 3_000);
    const action = { kind: 'status', status: 503, code: 'SlowDown' } as const;
    endpoint.server.faults.set([{ match: { operation: 'DeleteObjects', bucket }, nth: 1, times: 12, action }]);
    const { id } = await start(worker, { bucket, prefixes: ['s/'] });
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ listed: 3_000, done: 3_000, failed: 0 });
    expect(endpoint.server.faults.spent).toBe(1);
    expect(await listKeys(bucket)).toEqual([]);
    endpoint.server.faults.clear();
  });

  it('pauses when its keys are refused, and goes on when somebody signs in again', async () => {
    const bucket = await createTestBucket(client, 'expired');
    await seed(bucket, 'e/', 2_500);
    const action = { kind: 'status', status: 400, code: 'ExpiredToken' } as const;
    endpoint.server.faults.set([{ match: { operation: 'DeleteObjects', bucket }, action }]);
    const { id } = await start(worker, { bucket, prefixes: ['e/'] });
    expect(await waitFor(worker, id, 'paused')).toMatchObject({ done: 0, reason: { code: 'credentials-refused' } });
    endpoint.server.faults.clear();
    await worker.ask('signIn', null, keys);
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ listed: 2_500, done: 2_500, failed: 0 });
  });

  it('ends when its bucket is gone', async () => {
    const { id } = await start(worker, { bucket: 'there-is-none', prefixes: ['x/'] });
    expect(await waitFor(worker, id, 'failed')).toMatchObject({ reason: { code: 'bucket-not-found' } });
  });

  it('can be paused, resumed and cancelled, and is nobody else’s', async () => {
    const bucket = await createTestBucket(client, 'stopped');
    await seed(bucket, 'c/', 3_000);
    endpoint.server.faults.set([{ match: { operation: 'ListObjectsV2', bucket }, action: { kind: 'delay', ms: 300 } }]);
    const { id } = await start(worker, { bucket, prefixes: ['c/'] });
    const target = { connection: 'default', id };
    expect(await worker.ask('pauseJob', target, keys)).toMatchObject({ state: 'paused' });
    const other = { accessKeyId: keys.accessKeyId, secretAccessKey: 'of-somebody-else' };
    for (const command of ['readJob', 'resumeJob', 'cancelJob', 'pauseJob', 'retryFailures'] as const) {
      await expect(worker.ask(command, target, other)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await worker.ask('readJobs', { connection: 'default', isOpen: false }, other)).toEqual([]);
    expect(await worker.ask('resumeJob', target, keys)).toMatchObject({ state: 'running' });
    expect(await worker.ask('cancelJob', target, keys)).toMatchObject({ state: 'cancelled' });
    expect(await worker.ask('resumeJob', target, keys)).toMatchObject({ state: 'cancelled' });
    endpoint.server.faults.clear();
  });

  it('purges older versions, and then the markers that hide nothing', async () => {
    const bucket = await createTestBucket(client, 'purged');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await seed(bucket, 'old/', 1_200);
    const marking = await start(worker, { bucket, prefixes: ['old/'] });
    await waitFor(worker, marking.id, 'finished');
    await seed(bucket, 'now/', 5);
    const choice = { bucket, prefix: '', writtenBefore: null, loneMarkers: false, bypassGovernance: false };
    const older = await start(worker, { ...choice, olderVersions: true }, 'purge');
    expect(await waitFor(worker, older.id, 'finished')).toMatchObject({ done: 1_200, failed: 0, bytes: 12_000 });
    expect(await countMarkers(bucket)).toBe(1_200);
    const lone = await start(worker, { ...choice, olderVersions: false, loneMarkers: true }, 'purge');
    expect(await waitFor(worker, lone.id, 'finished')).toMatchObject({ done: 1_200, failed: 0 });
    expect(await countMarkers(bucket)).toBe(0);
    expect(await listKeys(bucket)).toHaveLength(5);
  });

  it('aborts uploads that nobody ended', async () => {
    const bucket = await createTestBucket(client, 'begun');
    for (const Key of ['a', 'b', 'c/d']) await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
    const kept = await start(worker, { bucket, prefix: '', begunBefore: 1_000 }, 'abort');
    expect(await waitFor(worker, kept.id, 'finished')).toMatchObject({ listed: 0 });
    const { id } = await start(worker, { bucket, prefix: '', begunBefore: null }, 'abort');
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ done: 3, failed: 0 });
    const left = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(left.Uploads ?? []).toEqual([]);
  });

  it('deletes a bucket with everything in it', async () => {
    const bucket = await createTestBucket(client, 'whole');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await seed(bucket, 'w/', 1_200);
    const { id: marking } = await start(worker, { bucket, prefixes: [''] });
    expect(await waitFor(worker, marking, 'finished')).toMatchObject({ done: 1_200 });
    const { id } = await start(worker, { bucket, prefixes: [''], scope: 'versions', removeBucket: true });
    expect(await waitFor(worker, id, 'finished')).toMatchObject({ done: 2_400, failed: 0 });
    await expect(listKeys(bucket)).rejects.toThrow(/does not exist|NoSuchBucket/u);
  });
});
