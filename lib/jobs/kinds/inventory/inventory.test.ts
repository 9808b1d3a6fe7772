import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';
import type { JobWorker } from '@/lib/testing/job-workers';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import type { DuplicatePage, FindingsView, TallyPage } from '../../types';

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

const put = (Bucket: string, Key: string, Body: string) =>
  lab.here.client.send(new PutObjectCommand({ Bucket, Key, Body }));

const toInput = (bucket: string, more: object = {}) => ({
  ...{ bucket, prefix: '', depth: 1, versions: false, duplicates: true, to: null },
  ...more,
});

const readFindings = async (id: string) =>
  (await worker.ask('readFindings', { connection: 'default', id }, lab.keys)) as FindingsView;

/** Tallies as "by name objects bytes". */
function toLines({ tallies }: Pick<FindingsView, 'tallies'>): string[] {
  return tallies.map(({ by, name, objects, bytes }) => `${by} ${name} ${objects} ${bytes}`).toSorted();
}

describe('an inventory', { timeout: 300_000 }, () => {
  it('counts what there is and finds what is there twice', async () => {
    const bucket = await createTestBucket(lab.here.client, 'inventory');
    const keys = nastyKeys.map(({ key }) => key);
    await Promise.all(keys.map((key, index) => put(bucket, key, `of ${index} alone`)));
    for (const key of ['twice/a', 'twice/b', 'thrice']) await put(bucket, key, 'the same');
    for (const key of ['large/a', 'large/b']) await put(bucket, key, 'x'.repeat(5_000));
    for (const key of ['empty/a', 'empty/b']) await put(bucket, key, '');
    const { id } = await lab.start(worker, 'inventory', toInput(bucket));
    const count = keys.length + 7;
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: count, done: count, failed: 0 });
    const findings = await readFindings(id);
    const bytes = keys.reduce((sum, _key, index) => sum + `of ${index} alone`.length, 0) + 24 + 10_000;
    expect(toLines(findings)).toEqual(
      expect.arrayContaining([
        `age 30d ${count} ${bytes}`,
        `class STANDARD ${count} ${bytes}`,
        `total  ${count} ${bytes}`,
        'prefix twice/ 2 16',
        'prefix large/ 2 10000',
      ]),
    );
    const folders = new Set(
      [...keys, 'twice/', 'large/', 'empty/', 'x'].map((key) => key.slice(0, key.indexOf('/') + 1)),
    );
    expect(findings.prefixes).toBe(folders.size);
    expect(findings.duplicates).toMatchObject({ groups: 2, objects: 5, spareBytes: 5_016 });
    const names = findings.duplicates.first.map(({ key, copies }) => `${key} ${copies}`);
    expect(new Set(names.slice(0, 2))).toEqual(new Set(['large/a 2', 'large/b 2']));
    expect(new Set(names.slice(2))).toEqual(new Set(['twice/a 3', 'twice/b 3', 'thrice 3']));
  });

  it('takes every key, however long, and tells pages of what it found', async () => {
    const bucket = await createTestBucket(lab.here.client, 'inventory');
    // Control characters take six signs each in JSON, more than an index holds.
    const long = (end: string): string => `${'\u0001'.repeat(1_000)}${end}/`;
    await put(bucket, `${long('a')}x`, 'one');
    await put(bucket, `${long('b')}x`, 'other');
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => put(bucket, `${index}/x`, 'all alike')));
    const { id } = await lab.start(worker, 'inventory', toInput(bucket));
    await lab.waitFor(worker, id, 'finished');
    const prefixes: string[] = [];
    let after: unknown = null;
    do {
      const page = (await worker.ask('readTallies', { connection: 'default', id, after }, lab.keys)) as TallyPage;
      prefixes.push(...page.tallies.filter(({ by }) => by === 'prefix').map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    expect(prefixes.toSorted()).toEqual(
      [long('a'), long('b'), ...Array.from({ length: 1_200 }, (_, index) => `${index}/`)].toSorted(),
    );
    const duplicates: string[] = [];
    do {
      const request = { connection: 'default', id, after };
      const page = (await worker.ask('readDuplicates', request, lab.keys)) as DuplicatePage;
      duplicates.push(...page.duplicates.map(({ key }) => key));
      after = page.next;
    } while (after !== null);
    expect(new Set(duplicates).size).toBe(1_200);
    expect(duplicates).toHaveLength(1_200);
  });

  it('counts nothing twice when it is killed', async () => {
    const bucket = await createTestBucket(lab.here.client, 'inventory');
    await lab.here.seed(bucket, 'a/', 12_000);
    lab.here.server.faults.set([{ match: { operation: 'ListObjectsV2', bucket }, action: { kind: 'delay', ms: 60 } }]);
    const { id } = await lab.start(worker, 'inventory', toInput(bucket, { prefix: 'a/' }));
    const [living, seen] = await lab.killAgainAndAgain(worker, id, 1, 12_000);
    worker = living;
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ listed: 12_000, done: 12_000, bytes: 120_000 });
    expect(seen[0]).toBeLessThan(12_000);
    const findings = await readFindings(id);
    expect(toLines(findings)).toEqual(
      [
        'age 30d 12000 120000',
        'class STANDARD 12000 120000',
        'prefix a/* 12000 120000',
        'total  12000 120000',
      ].toSorted(),
    );
    expect(findings.duplicates).toMatchObject({ groups: 1, objects: 12_000, spareBytes: 119_990 });
  });

  it('tells what older versions take, and writes CSV files elsewhere', async () => {
    const { client } = lab.here;
    const bucket = await createTestBucket(client, 'inventory');
    const target = await createTestBucket(lab.there.client, 'inventory');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    for (const body of ['first', 'second', 'last one']) await put(bucket, 'a/x', body);
    await put(bucket, 'b', 'last one');
    await put(bucket, 'c', 'gone');
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'c' }));
    const to = { connection: 'elsewhere', bucket: target, prefix: 'reports/' };
    const { id } = await lab.start(worker, 'inventory', toInput(bucket, { versions: true, to }));
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject({ done: 6, failed: 0 });
    expect(toLines(await readFindings(id)).filter((line) => line.startsWith('state'))).toEqual([
      'state current 2 16',
      'state marker 1 0',
      'state older 3 15',
    ]);
    const { Contents = [] } = await lab.there.client.send(new ListObjectsV2Command({ Bucket: target }));
    const files = Contents.map(({ Key = '' }) => Key);
    expect(files).toEqual([
      expect.stringMatching(/^reports\/inventory-[\w.-]+-\d{8}-\d{6}-duplicates\.csv$/u),
      expect.stringMatching(/^reports\/inventory-[\w.-]+-\d{8}-\d{6}-summary\.csv$/u),
    ]);
    const [duplicates, summary] = await Promise.all(
      files.map(async (Key) => {
        const { Body, ContentType } = await lab.there.client.send(new GetObjectCommand({ Bucket: target, Key }));
        expect(ContentType).toBe('text/csv; charset=utf-8');
        return (await Body?.transformToString())?.split('\r\n');
      }),
    );
    expect(summary).toEqual(expect.arrayContaining(['by,name,objects,bytes', 'total,,5,31', 'prefix,a/,3,19']));
    expect(duplicates?.map((line) => line.split(',').slice(1, 4).join())).toEqual([
      'bytes,copies,key',
      ...['8,2,a/x', '8,2,b'],
      '',
    ]);
  });

  it('writes nothing on a connection it was not authorised to write on', async () => {
    const bucket = await createTestBucket(lab.here.client, 'inventory');
    const to = { connection: 'nowhere', bucket, prefix: '' };
    await expect(lab.start(worker, 'inventory', toInput(bucket, { to }))).rejects.toMatchObject({
      code: 'session-ended',
    });
  });
});
