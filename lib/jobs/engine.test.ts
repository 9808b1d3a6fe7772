import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { openJobLab, type JobLab, type LabEndpoint } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';
import type { JobReport, JobView } from './types';

let lab: JobLab;
let endpoint: LabEndpoint;
let client: S3Client;

beforeAll(async () => {
  lab = await openJobLab();
  endpoint = lab.here;
  ({ client } = endpoint);
});
afterAll(() => lab.stop());

const nothing = {
  objects: [],
  versions: [],
  prefixes: [],
  scope: 'objects',
  removeBucket: false,
  bypassGovernance: false,
};

function start(worker: JobWorker, input: object, kind = 'delete'): Promise<JobView> {
  return lab.start(worker, kind, kind === 'delete' ? { ...nothing, ...input } : input);
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

describe('a job in bad weather', { timeout: 300_000 }, () => {
  let worker: JobWorker;
  beforeAll(async () => {
    worker = await lab.startWorker();
  }, 120_000);
  afterAll(() => worker.end(), 60_000);

  it('names the one object that cannot be deleted, and does the rest', async () => {
    const bucket = await createTestBucket(client, 'poisoned');
    await endpoint.seed(bucket, 'p/', 2_500);
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
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 2_500, done: 2_499, failed: 1 });
    expect(await listKeys(bucket)).toEqual([key]);
    expect(await lab.readEntries(worker, id)).toMatchObject([{ item: { key }, code: 'AccessDenied' }]);

    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: Policy.replace('Deny', 'Allow') }));
    const again = (await worker.ask('retryFailures', { connection: 'default', id }, lab.keys)) as JobView;
    expect(await lab.waitFor(worker, again.id, 'finished')).toMatchObject({ listed: 1, done: 1, failed: 0 });
    expect(await listKeys(bucket)).toEqual([]);
  });

  it('waits out a server that asks to slow down, and fails at nothing', async () => {
    const bucket = await createTestBucket(client, 'storm');
    await endpoint.seed(bucket, 's/', 3_000);
    const action = { kind: 'status', status: 503, code: 'SlowDown' } as const;
    endpoint.server.faults.set([{ match: { operation: 'DeleteObjects', bucket }, nth: 1, times: 12, action }]);
    const { id } = await start(worker, { bucket, prefixes: ['s/'] });
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 3_000, done: 3_000, failed: 0 });
    expect(endpoint.server.faults.spent).toBe(1);
    expect(await listKeys(bucket)).toEqual([]);
    endpoint.server.faults.clear();
  });

  it('pauses when its keys are refused, and goes on when somebody signs in again', async () => {
    const bucket = await createTestBucket(client, 'expired');
    await endpoint.seed(bucket, 'e/', 2_500);
    const action = { kind: 'status', status: 400, code: 'ExpiredToken' } as const;
    endpoint.server.faults.set([{ match: { operation: 'DeleteObjects', bucket }, action }]);
    const { id } = await start(worker, { bucket, prefixes: ['e/'] });
    expect(await lab.waitFor(worker, id, 'paused')).toMatchObject({ done: 0, reason: { code: 'credentials-refused' } });
    endpoint.server.faults.clear();
    await worker.ask('signIn', null, lab.keys);
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 2_500, done: 2_500, failed: 0 });
  });

  it('ends when its bucket is gone', async () => {
    const { id } = await start(worker, { bucket: 'there-is-none', prefixes: ['x/'] });
    expect(await lab.waitFor(worker, id, 'failed')).toMatchObject({ reason: { code: 'bucket-not-found' } });
  });

  it('can be paused, resumed and cancelled, and is nobody else’s', async () => {
    const bucket = await createTestBucket(client, 'stopped');
    await endpoint.seed(bucket, 'c/', 3_000);
    endpoint.server.faults.set([{ match: { operation: 'ListObjectsV2', bucket }, action: { kind: 'delay', ms: 300 } }]);
    const { id } = await start(worker, { bucket, prefixes: ['c/'] });
    const target = { connection: 'default', id };
    expect(await worker.ask('pauseJob', target, lab.keys)).toMatchObject({ state: 'paused' });
    const other = { accessKeyId: lab.keys.accessKeyId, secretAccessKey: 'of-somebody-else' };
    for (const command of ['readJob', 'resumeJob', 'cancelJob', 'pauseJob', 'retryFailures'] as const) {
      await expect(worker.ask(command, target, other)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await worker.ask('readJobs', { connection: 'default', isOpen: false }, other)).toEqual([]);
    expect(await worker.ask('resumeJob', target, lab.keys)).toMatchObject({ state: 'running' });
    expect(await worker.ask('cancelJob', target, lab.keys)).toMatchObject({ state: 'cancelled' });
    expect(await worker.ask('resumeJob', target, lab.keys)).toMatchObject({ state: 'cancelled' });
    endpoint.server.faults.clear();
  });

  it('purges older versions, and then the markers that hide nothing', async () => {
    const bucket = await createTestBucket(client, 'purged');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await endpoint.seed(bucket, 'old/', 1_200);
    const marking = await start(worker, { bucket, prefixes: ['old/'] });
    await lab.waitFor(worker, marking.id, 'finished');
    await endpoint.seed(bucket, 'now/', 5);
    const choice = { bucket, prefix: '', writtenBefore: null, loneMarkers: false, bypassGovernance: false };
    const older = await start(worker, { ...choice, olderVersions: true }, 'purge');
    expect(await lab.waitFor(worker, older.id, 'finished')).toMatchObject({ done: 1_200, failed: 0, bytes: 12_000 });
    expect(await countMarkers(bucket)).toBe(1_200);
    const lone = await start(worker, { ...choice, olderVersions: false, loneMarkers: true }, 'purge');
    expect(await lab.waitFor(worker, lone.id, 'finished')).toMatchObject({ done: 1_200, failed: 0 });
    expect(await countMarkers(bucket)).toBe(0);
    expect(await listKeys(bucket)).toHaveLength(5);
  });

  it('aborts uploads that nobody ended', async () => {
    const bucket = await createTestBucket(client, 'begun');
    for (const Key of ['a', 'b', 'c/d']) await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
    const kept = await start(worker, { bucket, prefix: '', begunBefore: 1_000 }, 'abort');
    expect(await lab.waitFor(worker, kept.id, 'finished')).toMatchObject({ listed: 0 });
    const { id } = await start(worker, { bucket, prefix: '', begunBefore: null }, 'abort');
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 3, failed: 0 });
    const left = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(left.Uploads ?? []).toEqual([]);
  });

  it('deletes a bucket with everything in it', async () => {
    const bucket = await createTestBucket(client, 'whole');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await endpoint.seed(bucket, 'w/', 1_200);
    const { id: marking } = await start(worker, { bucket, prefixes: [''] });
    expect(await lab.waitFor(worker, marking, 'finished')).toMatchObject({ done: 1_200 });
    const { id } = await start(worker, { bucket, prefixes: [''], scope: 'versions', removeBucket: true });
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 2_400, failed: 0 });
    await expect(listKeys(bucket)).rejects.toThrow(/does not exist|NoSuchBucket/u);
  });
});

describe('a job and what whoever started it may do', { timeout: 300_000 }, () => {
  const toCopy = (bucket: string, to: string, connection = 'default') => ({
    ...{ bucket, objects: [], prefixes: ['a/'], from: 'a/', to: { connection, bucket: to, prefix: '' } },
    ...{ rule: 'overwrite', isMove: false, keepsAccess: false },
  });

  it('pays for the requests to a bucket of somebody else as was agreed, and else is refused', async () => {
    const worker = await lab.startWorker();
    const bucket = await createTestBucket(client, 'paid');
    await endpoint.seed(bucket, 'a/', 3);
    const Statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    const RequestPaymentConfiguration = { Payer: 'Requester' } as const;
    await client.send(new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration }));
    const own = await createTestBucket(endpoint.altClient, 'own');
    const begin = async (paidBuckets: string[], to = 'default') => {
      const request = { connection: 'default', kind: 'copy', input: toCopy(bucket, own, to), plan: null };
      const { id } = (await worker.ask('startJob', request, lab.altKeys, paidBuckets)) as JobView;
      const read = async () =>
        ((await worker.ask('readJob', { connection: 'default', id }, lab.altKeys)) as JobReport).job;
      await expect.poll(async () => (await read()).state, { timeout: 60_000, interval: 50 }).not.toBe('running');
      return read();
    };
    expect(await begin([])).toMatchObject({ state: 'failed', reason: { code: 'access-denied' } });
    expect(await begin([bucket])).toMatchObject({ state: 'finished', done: 3, failed: 0 });
    const { Contents = [] } = await endpoint.altClient.send(new ListObjectsV2Command({ Bucket: own }));
    expect(Contents).toHaveLength(3);
    // Another connection to the same server, by which it copies there.
    expect(await begin([bucket], 'again')).toMatchObject({ state: 'finished', done: 3, failed: 0 });
    await worker.end();
  });

  it('writes nothing where the operator lets nobody write, from when on that be', async () => {
    const source = await createTestBucket(client, 'closed');
    const target = await createTestBucket(lab.there.client, 'closed');
    await endpoint.seed(source, 'a/', 2_000);
    endpoint.server.faults.set([{ match: { operation: 'DeleteObjects', bucket: source }, action: { kind: 'reset' } }]);
    let worker = await lab.startWorker();
    const { id } = await start(worker, { bucket: source, prefixes: ['a/'] });
    await expect.poll(async () => (await lab.read(worker, id)).listed, { timeout: 60_000 }).toBe(2_000);
    await worker.kill();
    endpoint.server.faults.clear();

    worker = await lab.startWorker({ COOPER_CONFIG: lab.close('default') });
    expect(await lab.waitFor(worker, id, 'paused')).toMatchObject({ done: 0, reason: { code: 'read-only' } });
    const refused = { code: 'read-only' };
    const begin = (kind: string, connection: string, input: object) =>
      worker.ask('startJob', { connection, kind, input, plan: null }, lab.keys);
    await expect(worker.ask('resumeJob', { connection: 'default', id }, lab.keys)).rejects.toMatchObject(refused);
    await expect(begin('delete', 'default', { ...nothing, bucket: source, prefixes: ['a/'] })).rejects.toMatchObject(
      refused,
    );
    expect(await listKeys(source)).toHaveLength(1_000);
    await worker.end();

    worker = await lab.startWorker({ COOPER_CONFIG: lab.close('elsewhere') });
    const copy = toCopy(source, target, 'elsewhere');
    await expect(begin('copy', 'default', copy)).rejects.toMatchObject(refused);
    await worker.ask('resumeJob', { connection: 'default', id }, lab.keys);
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 2_000, failed: 0 });
    expect(await listKeys(source)).toEqual([]);
    await worker.end();
  });
});
