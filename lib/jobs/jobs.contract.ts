import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { readHeld } from '@/lib/testing/held-versions';
import { openJobConsole, type JobConsole } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';
import { testServers, toOtherName } from '@/lib/testing/servers';
import type { JobView } from './types';

const names = Array.from({ length: 30 }, (_, index) => `${index % 3}/${String(index).padStart(2, '0')} ü+&`);
const below = (prefix: string): string[] => names.map((name) => prefix + name).toSorted();

describe.each(testServers().map((server) => [server.name, server] as const))('jobs on %s', (_name, server) => {
  const { endpoint, region, provider, main } = server;
  const client: S3Client = createPlainClient(server);
  const buckets: string[] = [];
  let jobs: JobConsole;
  let worker: JobWorker;
  beforeAll(async () => {
    const common = { region, provider, addressing: 'path', credentials: { kind: 'static', ...main } };
    const elsewhere = { ...common, id: 'elsewhere', name: 'There', endpoint: toOtherName(endpoint) };
    jobs = await openJobConsole([{ ...common, id: 'default', name: 'Here', endpoint }, elsewhere], main);
    worker = await jobs.startWorker();
  });
  afterAll(async () => {
    await jobs.stop();
    for (const bucket of buckets) await removeTestBucket(client, bucket);
  });

  const create = async (purpose: string, more: Parameters<typeof createTestBucket>[2] = {}) => {
    const bucket = await createTestBucket(client, purpose, more);
    buckets.push(bucket);
    return bucket;
  };
  const createVersioned = async (purpose: string) => {
    const bucket = await create(purpose);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    return bucket;
  };
  const put = (bucket: string, Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));
  const putAll = (bucket: string, keys: readonly string[], more: Partial<PutObjectCommandInput> = {}) =>
    Promise.all(keys.map((key) => put(bucket, key, `of ${key}`, more)));
  const list = async (bucket: string, Prefix = '') => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const read = async (Bucket: string, Key: string) =>
    (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  /** Everything of it done, which is so much. */
  const run = async (kind: string, input: object, count: number): Promise<JobView> => {
    const { id } = await jobs.start(worker, kind, input);
    const job = await jobs.waitFor(worker, id, 'finished');
    expect(await jobs.readEntries(worker, id)).toEqual([]);
    expect(job).toMatchObject({ listed: count, done: count, failed: 0 });
    return job;
  };
  const toDelete = { objects: [], versions: [], scope: 'objects', removeBucket: false, bypassGovernance: false };
  const toCopy = (bucket: string, to: string, more: object = {}) => ({
    ...{ bucket, objects: [], prefixes: ['a/'], from: 'a/', to: { connection: 'default', bucket: to, prefix: 'z/' } },
    ...{ rule: 'overwrite', isMove: false, keepsAccess: true, ...more },
  });

  it('delete objects and folders, and nothing beside them', async () => {
    const bucket = await create('deleted');
    await putAll(bucket, [...below('a/'), ...below('b/'), 'a', 'named']);
    await run('delete', { ...toDelete, bucket, prefixes: ['a/'], objects: [{ key: 'named', sizeBytes: 8 }] }, 31);
    expect(await list(bucket)).toEqual(['a', ...below('b/')]);
  });

  it('delete a bucket with all its versions, markers and unfinished uploads', async () => {
    const bucket = await createTestBucket(client, 'whole');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await putAll(bucket, names);
    await putAll(bucket, names);
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: names[0] }));
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'begun' }));
    await run('delete', { ...toDelete, bucket, prefixes: [''], scope: 'versions', removeBucket: true }, 62);
    await expect(client.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('purge older versions, and markers that hide nothing', async () => {
    const bucket = await createVersioned('purged');
    await putAll(bucket, names);
    await putAll(bucket, names);
    const choice = { bucket, prefix: '', writtenBefore: null, bypassGovernance: false };
    await run('purge', { ...choice, olderVersions: true, loneMarkers: false }, 30);
    const [gone = ''] = names;
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: gone }));
    await run('purge', { ...choice, olderVersions: true, loneMarkers: false }, 1);
    expect((await readHeld(client, bucket, '')).markers).toEqual(new Map([[gone, 1]]));
    await run('purge', { ...choice, olderVersions: false, loneMarkers: true }, 1);
    const { versions, markers } = await readHeld(client, bucket, '');
    expect([...versions.values()]).toEqual(names.slice(1).map(() => 1));
    expect(markers.size).toBe(0);
  });

  it('abort unfinished uploads below a prefix', async () => {
    const bucket = await create('begun');
    for (const Key of ['a/1', 'a/2', 'b/1'])
      await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
    await run('abort', { bucket, prefix: 'a/', begunBefore: null }, 2);
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(Uploads.map(({ Key }) => Key)).toEqual(['b/1']);
  });

  it('copy within a server and through the console, with all that belongs to the objects', async () => {
    const bucket = await create('copied');
    const target = await create('target');
    await putAll(bucket, below('a/'), { Metadata: { who: 'me' }, ContentType: 'text/x-test', Tagging: 'colour=red' });
    for (const connection of ['default', 'elsewhere']) {
      const prefix = `${connection}/`;
      await run('copy', toCopy(bucket, target, { to: { connection, bucket: target, prefix } }), 30);
      expect(await list(target, prefix)).toEqual(below(prefix));
      const Key = prefix + (names[7] ?? '');
      expect(await read(target, Key)).toBe(`of a/${names[7]}`);
      const { Metadata, ContentType } = await client.send(new HeadObjectCommand({ Bucket: target, Key }));
      expect({ Metadata, ContentType }).toEqual({ Metadata: { who: 'me' }, ContentType: 'text/x-test' });
      const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: target, Key }));
      expect(TagSet).toEqual([{ Key: 'colour', Value: 'red' }]);
    }
    expect(await list(bucket)).toEqual(below('a/'));
  });

  it('rename a folder, and move one through the console', async () => {
    const bucket = await create('moved');
    const target = await create('target');
    await putAll(bucket, below('a/'));
    await run('copy', toCopy(bucket, bucket, { isMove: true }), 30);
    expect(await list(bucket)).toEqual(below('z/'));
    const away = { prefixes: ['z/'], from: '', to: { connection: 'elsewhere', bucket: target, prefix: '' } };
    await run('copy', toCopy(bucket, target, { ...away, isMove: true }), 30);
    expect([await list(bucket), await list(target)]).toEqual([[], below('z/')]);
    expect(await read(target, `z/${names[3]}`)).toBe(`of a/${names[3]}`);
  });

  it('make one prefix like another', async () => {
    const bucket = await create('synced');
    await putAll(bucket, below('a/'));
    await putAll(bucket, below('b/').slice(3));
    await put(bucket, 'b/extra', 'extra');
    const to = { connection: 'elsewhere', bucket, prefix: 'b/' };
    // What was there already has other content, and so has a few bytes alike.
    await run('sync', { bucket, prefix: 'a/', to, compare: 'content', deletes: true, keepsAccess: false }, 31);
    expect(await list(bucket, 'b/')).toEqual(below('b/'));
    expect(await read(bucket, below('b/')[20] ?? '')).toBe(`of ${below('a/')[20]}`);
    await run('sync', { bucket, prefix: 'a/', to, compare: 'content', deletes: true, keepsAccess: false }, 0);
  });

  it('take a bucket for itself where another address leads to it', async () => {
    const bucket = await create('itself');
    await putAll(bucket, below('a/'));
    const inner = { connection: 'elsewhere', bucket, prefix: 'a/copies/' };
    await run('copy', toCopy(bucket, bucket, { to: inner }), 30);
    await run('copy', toCopy(bucket, bucket, { to: inner }), 30);
    const all = [...below('a/'), ...below('a/copies/')];
    expect(await list(bucket)).toEqual(all);
    const moved = await jobs.start(worker, 'copy', toCopy(bucket, bucket, { to: inner, isMove: true }));
    expect(await jobs.waitFor(worker, moved.id, 'failed')).toMatchObject({ reason: { code: 'invalid-input' } });
    for (const [prefix, target] of [
      ['a/', ''],
      ['', 'a/'],
    ]) {
      const to = { connection: 'elsewhere', bucket, prefix: target };
      const synced = { bucket, prefix, to, compare: 'content', deletes: true, keepsAccess: false };
      const { id } = await jobs.start(worker, 'sync', synced);
      expect(await jobs.waitFor(worker, id, 'failed')).toMatchObject({ reason: { code: 'invalid-input' }, done: 0 });
    }
    expect(await list(bucket)).toEqual(all);
  });

  it('take a prefix back to a moment', async () => {
    const bucket = await createVersioned('returned');
    await putAll(bucket, below('a/'));
    const { LastModified } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: below('a/')[29] }));
    const at = Math.max(LastModified?.getTime() ?? 0, Date.now()) + 999;
    while (Date.now() <= at + 1000) await sleep(50);
    const [changed = '', deleted = ''] = below('a/');
    await put(bucket, changed, 'another');
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: deleted }));
    await put(bucket, 'a/new', 'new');
    await run('return', { bucket, prefix: 'a/', at, hidesNew: true }, 3);
    expect(await list(bucket)).toEqual(below('a/'));
    expect(await read(bucket, changed)).toBe(`of ${changed}`);
  });

  it('change what objects have', async () => {
    const bucket = await create('changed');
    await putAll(bucket, below('a/'), { Metadata: { kept: '1' } });
    const change = (what: object) => run('change', { bucket, objects: [], prefixes: ['a/'], change: what }, 30);
    const [Key = ''] = below('a/');
    const place = { Bucket: bucket, Key };
    await change({ kind: 'tags', replaces: false, tags: [{ name: 'n', value: 'v' }], remove: [] });
    await change({
      kind: 'metadata',
      patch: { system: {}, user: [{ name: 'more', value: '2' }], replacesUser: false },
    });
    expect((await client.send(new HeadObjectCommand(place))).Metadata).toEqual({ kept: '1', more: '2' });
    expect((await client.send(new GetObjectTaggingCommand(place))).TagSet).toEqual([{ Key: 'n', Value: 'v' }]);
    await change({ kind: 'access', acl: 'public-read' });
    const { Grants = [] } = await client.send(new GetObjectAclCommand(place));
    expect(Grants.some(({ Grantee }) => Grantee?.URI?.endsWith('/AllUsers'))).toBe(true);
  });

  it('protect objects', async () => {
    const bucket = await create('locked', { ObjectLockEnabledForBucket: true });
    await putAll(bucket, names);
    const change = (what: object) => run('change', { bucket, objects: [], prefixes: [''], change: what }, 30);
    const until = Math.ceil(Date.now() / 1000 + 3600) * 1000;
    await change({ kind: 'retention', retention: { mode: 'GOVERNANCE', until }, bypassGovernance: false });
    await change({ kind: 'legal-hold', isOn: true });
    const place = { Bucket: bucket, Key: names[4] };
    const { Retention } = await client.send(new GetObjectRetentionCommand(place));
    expect(Retention).toMatchObject({ Mode: 'GOVERNANCE', RetainUntilDate: new Date(until) });
    expect((await client.send(new GetObjectLegalHoldCommand(place))).LegalHold).toEqual({ Status: 'ON' });
    await change({ kind: 'legal-hold', isOn: false });
    const everything = { ...toDelete, bucket, prefixes: [''], scope: 'versions' };
    const { id } = await jobs.start(worker, 'delete', everything);
    expect(await jobs.waitFor(worker, id, 'finished')).toMatchObject({ done: 0, failed: 30 });
    expect(await list(bucket)).toHaveLength(30);
    await run('delete', { ...everything, bypassGovernance: true }, 30);
  });

  it('count what is in a bucket, and write it down', async () => {
    const bucket = await create('counted');
    await putAll(bucket, below('a/'));
    await put(bucket, 'b/same', 'same');
    await put(bucket, 'c/same', 'same');
    const to = { connection: 'default', bucket, prefix: 'reports/' };
    await run('inventory', { bucket, prefix: '', depth: 2, versions: false, duplicates: true, to }, 32);
    const written = await list(bucket, 'reports/');
    const summary = await read(bucket, written.find((key) => key.endsWith('-summary.csv')) ?? '');
    expect(summary?.split('\r\n')).toEqual(expect.arrayContaining([expect.stringMatching(/^\w+,a\/0\/,10,/u)]));
    const duplicates = await read(bucket, written.find((key) => key.endsWith('-duplicates.csv')) ?? '');
    expect(duplicates).toContain('b/same');
  });
});
