import { PutBucketVersioningCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBucket } from '@/lib/testing/buckets';
import { expectOnce, readHeld } from '@/lib/testing/held-versions';
import { openJobLab, type JobLab } from '@/lib/testing/job-lab';

/** `TEST_JOB_OBJECTS=100000` makes of these the great trial, which takes half an hour. */
const ordered = Number(process.env['TEST_JOB_OBJECTS'] ?? 0);
const kills = ordered > 0 ? 5 : 2;
const timeout = ordered > 0 ? 3_600_000 : 300_000;

let lab: JobLab;
beforeAll(async () => {
  lab = await openJobLab();
}, 120_000);
afterAll(() => lab.stop(), 60_000);

/** A bucket that keeps versions, so that what is done twice shows, with so many objects of 10 bytes below `a/`, and `b/` beside. */
async function seed(count: number): Promise<{ bucket: string; client: S3Client }> {
  const { client } = lab.here;
  const bucket = await createTestBucket(client, 'killed');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  if (count > 0) await lab.here.seed(bucket, 'a/', count);
  await lab.here.seed(bucket, 'b/', 3);
  return { bucket, client };
}

/** Starts a job and kills whoever works on it again and again; its report must be exact. */
async function survive(kind: string, input: object, count: number): Promise<void> {
  const first = await lab.startWorker();
  const { id } = await lab.start(first, kind, input);
  const [worker, seen] = await lab.killAgainAndAgain(first, id, kills, count);
  expect(seen).toEqual(seen.toSorted((left, right) => left - right));
  expect(await lab.waitFor(worker, id, 'finished', timeout)).toMatchObject({
    ...{ listed: count, done: count, failed: 0, skipped: 0, noted: 0, bytes: 10 * count },
  });
  await worker.end();
}

const toCopy = (bucket: string, isMove: boolean) => ({
  ...{ bucket, objects: [], prefixes: ['a/'], from: 'a/', to: { connection: 'default', bucket, prefix: 'z/' } },
  ...{ rule: isMove ? 'skip' : 'overwrite', isMove, keepsAccess: true },
});

describe('a job whose worker is killed at random moments', { timeout }, () => {
  it('deletes everything once', async () => {
    const count = ordered || 10_000;
    const { bucket, client } = await seed(count);
    const named = { objects: [], versions: [], scope: 'objects', removeBucket: false, bypassGovernance: false };
    await survive('delete', { ...named, bucket, prefixes: ['a/'] }, count);
    const { versions, markers } = await readHeld(client, bucket, '');
    expectOnce(markers, 'a/', count);
    expect(versions.size).toBe(count + 3);
  });

  it('copies everything once', async () => {
    const count = ordered || 900;
    const { bucket, client } = await seed(count);
    await survive('copy', toCopy(bucket, false), count);
    expectOnce((await readHeld(client, bucket, 'z/')).versions, 'z/', count);
    const { versions, markers } = await readHeld(client, bucket, 'a/');
    expectOnce(versions, 'a/', count);
    expect(markers.size).toBe(0);
  });

  it('moves everything once', async () => {
    const count = ordered || 900;
    const { bucket, client } = await seed(count);
    await survive('copy', toCopy(bucket, true), count);
    expectOnce((await readHeld(client, bucket, 'z/')).versions, 'z/', count);
    expectOnce((await readHeld(client, bucket, 'a/')).markers, 'a/', count);
    expect((await readHeld(client, bucket, 'b/')).markers.size).toBe(0);
  });

  it('moves every version once, though they look alike', async () => {
    const count = 200;
    const { bucket, client } = await seed(0);
    const keys = Array.from({ length: count }, (_, index) => `a/${index}`);
    for (const Body of ['ten bytes.', 'ten bytes.']) {
      await Promise.all(keys.map((Key) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))));
    }
    let worker = await lab.startWorker();
    const { id } = await lab.start(worker, 'copy', { ...toCopy(bucket, true), keepsVersions: true });
    // All of them are one chunk, so that each death is in its middle.
    for (const enough of [count / 4, count]) {
      const countCopies = async (): Promise<number> => {
        const held = await readHeld(client, bucket, 'z/');
        return [...held.versions.values()].reduce((sum, each) => sum + each, 0);
      };
      await expect.poll(countCopies, { timeout: 60_000, interval: 20 }).toBeGreaterThan(enough);
      await worker.kill();
      worker = await lab.startWorker();
    }
    const done = { listed: count, done: count, failed: 0, skipped: 0, bytes: 20 * count };
    expect(await lab.waitFor(worker, id, 'finished')).toMatchObject(done);
    await worker.end();
    const { versions, markers } = await readHeld(client, bucket, 'z/');
    expect([...versions.values()].filter((held) => held !== 2)).toEqual([]);
    expect(versions.size).toBe(count);
    const left = await readHeld(client, bucket, 'a/');
    expect([left.versions.size, left.markers.size, markers.size]).toEqual([0, 0, 0]);
    expect((await readHeld(client, bucket, 'b/')).versions.size).toBe(3);
  });
});
