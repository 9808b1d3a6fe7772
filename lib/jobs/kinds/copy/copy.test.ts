import {
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { readHeld } from '@/lib/testing/held-versions';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';
import type { CopyJobInput } from './schema';

let lab: JobLab;
let worker: JobWorker;
beforeAll(async () => {
  lab = await openJobLab();
  worker = await lab.startWorker();
}, 120_000);
afterEach(() => {
  lab.here.server.faults.clear();
  lab.there.server.faults.clear();
});
afterAll(async () => {
  await worker.end();
  await lab.stop();
}, 60_000);

async function listKeys(client: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

function toInput(
  bucket: string,
  more: Partial<Omit<CopyJobInput, 'to'>> & { to: Partial<CopyJobInput['to']> },
): object {
  const { to, ...rest } = more;
  const defaults = { objects: [], prefixes: ['a/'], from: 'a/', rule: 'overwrite', isMove: false, keepsAccess: true };
  return { ...defaults, ...rest, bucket, to: { connection: 'default', bucket, prefix: '', ...to } };
}

describe('objects for another endpoint', { timeout: 300_000 }, () => {
  it('arrive with all that goes along', async () => {
    const source = await createTestBucket(lab.here.client, 'far');
    const target = await createTestBucket(lab.there.client, 'far');
    const Body = Buffer.alloc(40 * 1024 ** 2, 'abcdefgh');
    await lab.here.client.send(
      new PutObjectCommand({
        ...{ Bucket: source, Key: 'a/big', Body, ContentType: 'video/mp4', CacheControl: 'no-store' },
        ...{ Metadata: { owner: 'ann' }, Tagging: 'team=blue', ACL: 'public-read', StorageClass: 'STANDARD_IA' },
      }),
    );
    await lab.here.client.send(new PutObjectCommand({ Bucket: source, Key: 'a/', Body: '' }));
    await lab.here.seed(source, 'a/small/', 400);
    const { id } = await lab.start(
      worker,
      'copy',
      toInput(source, { to: { connection: 'elsewhere', bucket: target } }),
    );
    const done = await lab.waitFor(worker, id, 'finished');
    expect(done).toMatchObject({ done: 401, failed: 0, noted: 0, bytes: Body.length + 4_000 });
    // The folder’s own marker would have no name there.
    expect(await listKeys(lab.there.client, target)).toHaveLength(401);
    const head = await lab.there.client.send(new HeadObjectCommand({ Bucket: target, Key: 'big' }));
    expect(head).toMatchObject({
      ...{ ContentLength: Body.length, ContentType: 'video/mp4', CacheControl: 'no-store' },
      ...{ Metadata: { owner: 'ann' }, StorageClass: 'STANDARD_IA', TagCount: 1 },
    });
    const { TagSet } = await lab.there.client.send(new GetObjectTaggingCommand({ Bucket: target, Key: 'big' }));
    expect(TagSet).toEqual([{ Key: 'team', Value: 'blue' }]);
    const { Body: copy } = await lab.there.client.send(new GetObjectCommand({ Bucket: target, Key: 'big' }));
    expect(Buffer.from((await copy?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
    expect(await listKeys(lab.here.client, source)).toHaveLength(402);
  });

  it('are left where they are when the other has no room, and go on when it has', async () => {
    const source = await createTestBucket(lab.here.client, 'full');
    const target = await createTestBucket(lab.there.client, 'full');
    await lab.here.seed(source, 'a/', 300);
    const action = { kind: 'status', status: 507, code: 'InsufficientStorage' } as const;
    lab.there.server.faults.set([{ match: { operation: 'PutObject', bucket: target }, action }]);
    const input = toInput(source, { isMove: true, to: { connection: 'elsewhere', bucket: target, prefix: 'x/' } });
    const { id } = await lab.start(worker, 'copy', input);
    expect(await lab.waitFor(worker, id, 'paused')).toMatchObject({ done: 0, reason: { code: 'target-full' } });
    expect(await listKeys(lab.here.client, source)).toHaveLength(300);
    lab.there.server.faults.clear();
    await worker.ask('resumeJob', { connection: 'default', id }, lab.keys);
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 300, failed: 0 });
    expect(await listKeys(lab.here.client, source)).toHaveLength(0);
    expect(await listKeys(lab.there.client, target)).toHaveLength(300);
  });

  it('come through resets and slow answers', async () => {
    const source = await createTestBucket(lab.here.client, 'reset');
    const target = await createTestBucket(lab.there.client, 'reset');
    await lab.here.seed(source, 'a/', 250);
    lab.here.server.faults.set([{ match: { operation: 'GetObject' }, nth: 5, times: 20, action: { kind: 'reset' } }]);
    lab.there.server.faults.set([
      { match: { operation: 'PutObject' }, times: 10, action: { kind: 'status', status: 503, code: 'SlowDown' } },
    ]);
    const { id } = await lab.start(
      worker,
      'copy',
      toInput(source, { to: { connection: 'elsewhere', bucket: target } }),
    );
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 250, failed: 0 });
    expect(await listKeys(lab.there.client, target)).toHaveLength(250);
  });
});

it('versions go along, and only the newest where the target keeps none', { timeout: 120_000 }, async () => {
  const source = await createTestBucket(lab.here.client, 'histories');
  const kept = await createTestBucket(lab.there.client, 'histories');
  const plain = await createTestBucket(lab.there.client, 'histories-plain');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await lab.here.client.send(new PutBucketVersioningCommand({ Bucket: source, VersioningConfiguration }));
  await lab.there.client.send(new PutBucketVersioningCommand({ Bucket: kept, VersioningConfiguration }));
  for (const Body of ['one', 'second']) {
    for (const Key of ['a/changed', 'a/deleted']) {
      await lab.here.client.send(new PutObjectCommand({ Bucket: source, Key, Body }));
    }
  }
  await lab.here.client.send(new DeleteObjectCommand({ Bucket: source, Key: 'a/deleted' }));
  await lab.here.seed(source, 'a/many/', 250);
  const all = (bucket: string, more: object = {}) =>
    toInput(source, { keepsVersions: true, to: { connection: 'elsewhere', bucket, prefix: 'x/' }, ...more });
  const toPlain = await lab.start(worker, 'copy', all(plain, { isMove: true }));
  const onlyNewest = { listed: 252, done: 252, failed: 0, skipped: 1 };
  expect(await lab.waitFor(worker, toPlain.id, 'finished')).toMatchObject(onlyNewest);
  expect(await listKeys(lab.there.client, plain)).toHaveLength(251);
  // Behind markers now, which go along as well.
  const toKept = await lab.start(worker, 'copy', all(kept));
  expect(await lab.waitFor(worker, toKept.id, 'finished')).toMatchObject({ done: 252, failed: 0, bytes: 2_518 });
  const { versions, markers } = await readHeld(lab.there.client, kept, 'x/');
  expect([versions.get('x/changed'), versions.get('x/deleted'), versions.size]).toEqual([2, 2, 252]);
  expect([...markers.values()].every((count) => count === 1) && markers.size).toBe(252);
  const held = await readHeld(lab.here.client, source, 'a/');
  expect([held.versions.size, held.markers.size]).toEqual([252, 252]);
});

it('access lists arrive, though the worker dies before it has set them', { timeout: 120_000 }, async () => {
  const source = await createTestBucket(lab.here.client, 'lists');
  const names = Array.from({ length: 12 }, (_each, index) => `a/${index}`);
  const keys = names.map((name) => name.replace('a/', 'x/')).toSorted();
  for (const Key of names) {
    await lab.here.client.send(new PutObjectCommand({ Bucket: source, Key, Body: 'text', ACL: 'public-read' }));
  }
  for (const end of ['here', 'there'] as const) {
    const { client, server } = lab[end];
    const connection = end === 'here' ? 'default' : 'elsewhere';
    const bucket = end === 'here' ? source : await createTestBucket(client, 'lists');
    server.faults.set([{ match: { operation: 'PutObjectAcl', bucket }, action: { kind: 'reset' } }]);
    const input = toInput(source, { rule: 'skip', to: { connection, bucket, prefix: 'x/' } });
    const { id } = await lab.start(worker, 'copy', input);
    const listCopies = async () => (await listKeys(client, bucket)).filter((key) => key.startsWith('x/'));
    await expect.poll(listCopies, { timeout: 60_000, interval: 50 }).toEqual(keys);
    await worker.kill();
    server.faults.clear();
    worker = await lab.startWorker();
    const done = await lab.waitFor(worker, id, 'finished');
    expect(done).toMatchObject({ done: 12, failed: 0, skipped: 0, noted: 0 });
    for (const Key of keys) {
      const { Grants = [] } = await client.send(new GetObjectAclCommand({ Bucket: bucket, Key }));
      expect(Grants.map(({ Permission }) => Permission).toSorted()).toEqual(['FULL_CONTROL', 'READ']);
    }
  }
});

describe('the report', { timeout: 300_000 }, () => {
  it('names what cannot be copied and what went meanwhile, and counts what was left as it was', async () => {
    const { client, seed } = lab.here;
    const bucket = await createTestBucket(client, 'reported');
    await seed(bucket, 'a/', 250);
    for (const name of ['0000003', '0000004']) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: `z/${name}`, Body: 'stays' }));
    }
    const statement = {
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject' },
      Resource: `arn:aws:s3:::${bucket}/a/0000123`,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    const objects = [{ key: 'a/gone', sizeBytes: 1 }];
    const input = toInput(bucket, { objects, isMove: true, rule: 'skip', to: { prefix: 'z/' } });
    const { id } = await lab.start(worker, 'copy', input);
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 251, done: 249, failed: 2, skipped: 2 });
    const failures = await lab.readEntries(worker, id);
    const codes = new Map(failures.map(({ item, code }) => [item.key, code]));
    expect(codes.get('a/gone')).toBe('source-gone');
    expect(codes.get('a/0000123')).toBe('access-denied');
    const left = (await listKeys(client, bucket)).filter((key) => key.startsWith('a/'));
    expect(left).toEqual(['a/0000003', 'a/0000004', 'a/0000123']);
  });

  it('refuses what would copy itself without end', async () => {
    const { client, seed } = lab.here;
    const bucket = await createTestBucket(client, 'endless');
    await seed(bucket, 'a/', 3);
    const { id } = await lab.start(worker, 'copy', toInput(bucket, { isMove: true, to: { prefix: 'a/b/' } }));
    expect(await lab.waitFor(worker, id, 'failed')).toMatchObject({ reason: { code: 'invalid-input' } });
    for (let round = 0; round < 2; round += 1) {
      const copied = await lab.start(worker, 'copy', toInput(bucket, { to: { prefix: 'a/b/' } }));
      expect(await lab.waitFor(worker, copied.id, 'finished')).toMatchObject({ listed: 3, done: 3 });
    }
    expect(await listKeys(client, bucket)).toHaveLength(6);
  });
});
