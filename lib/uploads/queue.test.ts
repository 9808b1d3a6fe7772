import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import { sendWithFetch } from './fetch-put';
import { UploadQueue } from './queue';
import { createMemoryUploadStore, type StoredUpload } from './store';
import { PartServer } from './testing/part-server';
import { createQuickPace } from './testing/quick-pace';
import { createMd5Hasher } from './md5/hasher';
import { planSmall, sampleBytes, sampleSource, untilSnapshot } from './testing/samples';
import type { ObjectAddress } from './transport';

const kibibyte = 1024;
const target = { connection: 'test', bucket: 'b' };
let server: PartServer;
let store: ReturnType<typeof createMemoryUploadStore>;
let queue: UploadQueue;

beforeEach(async () => {
  server = new PartServer();
  await server.start();
  store = createMemoryUploadStore();
  queue = createQueue();
});

afterEach(async () => {
  await queue.dispose();
  await server.stop();
});

function createQueue(hashBody = createMd5Hasher()) {
  const { transport } = server;
  return new UploadQueue({
    transport,
    sendPut: sendWithFetch,
    hashBody,
    store,
    pace: createQuickPace(),
    plan: planSmall,
  });
}

const allDone = () => untilSnapshot(queue, ({ totals }) => totals.count > 0 && totals.byStatus.done === totals.count);

/** Holds every PUT until it is opened. */
function createGate() {
  let open = (): void => undefined;
  const hold = new Promise<void>((resolve) => (open = resolve));
  server.fault = () => ({ hold });
  return () => open();
}

describe('many files', () => {
  it('all arrive, six PUTs at a time, signed fifty at a time', async () => {
    const count = 400;
    queue.add(
      target,
      Array.from({ length: count }, (_, index) => sampleSource(`f/${index}`, sampleBytes(100 + index, index))),
    );
    const { totals, uploads } = await allDone();
    expect(totals.sentBytes).toBe(totals.sizeBytes);
    expect(uploads.map(({ key }) => key)).toEqual(Array.from({ length: count }, (_, index) => `f/${index}`));
    expect(server.objects.get('f/399')).toEqual(sampleBytes(499, 399));
    expect(server.mostInFlight).toBeLessThanOrEqual(6);
    expect(server.calls.filter((call) => call.startsWith('signPuts')).length).toBeLessThan(count / 10);
  });

  it('are told to the listeners once each, several at a time', async () => {
    const uploaded: ObjectAddress[] = [];
    queue.onUploaded((addresses) => uploaded.push(...addresses));
    queue.add(target, [sampleSource('a', sampleBytes(1)), sampleSource('b', sampleBytes(2))]);
    await allDone();
    await untilSnapshot(queue, () => uploaded.length === 2);
    expect(uploaded.map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  it('keep the views of what does not change', async () => {
    const open = createGate();
    queue.add(
      target,
      Array.from({ length: 20 }, (_, index) => sampleSource(`f/${index}`, sampleBytes(10))),
    );
    const before = await untilSnapshot(queue, ({ totals }) => totals.byStatus.uploading === 8);
    queue.pause(before.uploads[19]!.id);
    const after = await untilSnapshot(queue, ({ totals }) => totals.byStatus.paused === 1);
    expect(after.uploads[10]).toBe(before.uploads[10]);
    expect(after.uploads[19]).not.toBe(before.uploads[19]);
    open();
  });

  it('one failing leaves the others alone, and can be tried again', async () => {
    server.fault = ({ key }) => (key === 'bad' ? { status: 400, code: 'InvalidRequest' } : null);
    queue.add(
      target,
      ['a', 'bad', 'c'].map((key) => sampleSource(key, sampleBytes(5))),
    );
    const { totals } = await untilSnapshot(
      queue,
      ({ totals: { byStatus } }) => byStatus.done === 2 && byStatus.failed === 1,
    );
    expect(totals.count).toBe(3);
    server.fault = () => null;
    queue.retryFailed();
    await allDone();
    expect([...server.objects.keys()].sort()).toEqual(['a', 'bad', 'c']);
  });
});

describe('what stopped for one reason', () => {
  it('goes on when that is mended, and nothing else does', async () => {
    const signPuts = server.transport.signPuts.bind(server.transport);
    server.fault = ({ key }) => (key === 'refused' ? { status: 400, code: 'InvalidRequest' } : null);
    server.transport.signPuts = () => Promise.reject(new AppError('session-ended', 'Sign in again.'));
    queue.add(target, [sampleSource('a', sampleBytes(5))]);
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.failed === 1);
    server.transport.signPuts = signPuts;
    queue.add(target, [sampleSource('refused', sampleBytes(5))]);
    const { uploads } = await untilSnapshot(queue, ({ totals }) => totals.byStatus.failed === 2);
    expect(uploads.map(({ failure }) => failure?.kind)).toEqual(['session', 'other']);
    queue.retryFailed({ kind: 'session', connection: 'elsewhere' });
    queue.retryFailed({ kind: 'session', connection: 'test' });
    const after = await untilSnapshot(queue, ({ totals }) => totals.byStatus.done === 1);
    expect(after.uploads.map(({ status }) => status)).toEqual(['done', 'failed']);
  });
});

describe('the parts of a file', () => {
  it('are hashed by fours, which costs little more than one at a time', async () => {
    const together: number[] = [];
    let count = 0;
    const hash = createMd5Hasher();
    queue = createQueue((body, options) => {
      if (count === 0) queueMicrotask(() => together.push(count) && (count = 0));
      count += 1;
      return hash(body, options);
    });
    const bytes = sampleBytes(23 * 16 * kibibyte);
    queue.add(target, [sampleSource('big', bytes)]);
    await allDone();
    const ofTheirDigest = 1;
    expect(together).toEqual([12, 4, 4, 3, ofTheirDigest]);
    expect(server.objects.get('big')).toEqual(bytes);
  });
});

describe('fairness', () => {
  it('lets a later batch through beside a long one', async () => {
    const order: string[] = [];
    queue.onUploaded((addresses) => order.push(...addresses.map(({ key }) => key)));
    queue.add(
      target,
      Array.from({ length: 200 }, (_, index) => sampleSource(`long/${index}`, sampleBytes(10))),
    );
    queue.add(target, [sampleSource('short', sampleBytes(10))]);
    await allDone();
    expect(order.indexOf('short')).toBeLessThan(60);
  });

  it('shares the slots between the parts of one file and another file', async () => {
    const seen: string[] = [];
    server.fault = ({ key }) => {
      seen.push(key);
      return null;
    };
    const bytes = sampleBytes(80 * kibibyte);
    const { uploadId } = await server.transport.begin({ ...target, key: 'big', contentType: '' });
    const stored = {
      ...target,
      id: '1',
      key: 'big',
      uploadId,
      partSizeBytes: 5 * kibibyte,
      contentType: '',
      mayOverwrite: true,
    };
    const file = new File([bytes], 'big', { lastModified: 7 });
    queue.resumeStored({ ...stored, sizeBytes: bytes.length, lastModified: 7, began: 0, handle: null }, file);
    queue.add(target, [sampleSource('small', sampleBytes(10))]);
    await allDone();
    expect(seen.indexOf('small')).toBeLessThan(12);
    expect(server.mostInFlight).toBeLessThanOrEqual(6);
  });
});

describe('stopping', () => {
  it('pauses and resumes everything, without a PUT in between', async () => {
    createGate();
    queue.add(
      target,
      Array.from({ length: 12 }, (_, index) => sampleSource(`f/${index}`, sampleBytes(10))),
    );
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.uploading === 8);
    queue.pauseAll();
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.paused === 12);
    expect(server.objects.size).toBe(0);
    server.fault = () => null;
    queue.resumeAll();
    await allDone();
    expect(server.objects.size).toBe(12);
  });

  it('goes on at once when resumed while the pause is still ending', async () => {
    createGate();
    const [id] = queue.add(target, [sampleSource('a', sampleBytes(10))]);
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.uploading === 1);
    server.fault = () => null;
    queue.pause(id!);
    queue.resume(id!);
    await allDone();
    expect(server.objects.has('a')).toBe(true);
  });

  it('cancels everything and leaves no parts', async () => {
    createGate();
    const sources = ['x', 'y'].map((key) => sampleSource(key, sampleBytes(20 * kibibyte)));
    queue.add(target, [...sources, sampleSource('z', sampleBytes(10))]);
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.uploading === 3);
    await queue.cancelAll();
    const { totals } = await untilSnapshot(queue, ({ totals: { byStatus } }) => byStatus.cancelled === 3);
    expect([server.uploads.size, server.objects.size, totals.sizeBytes]).toEqual([0, 0, 0]);
    expect(await store.list()).toEqual([]);
    queue.clearFinished();
    await untilSnapshot(queue, ({ uploads }) => uploads.length === 0);
  });
});

describe('a reload', () => {
  const bytes = sampleBytes(40 * kibibyte);
  const file = (change: { lastModified?: number; content?: Buffer<ArrayBuffer> } = {}) =>
    new File([change.content ?? bytes], 'big', { lastModified: change.lastModified ?? 1_700_000_000_000 });

  async function interrupted(): Promise<StoredUpload> {
    server.fault = ({ partNumber }) => (partNumber === 3 ? { hold: new Promise(() => undefined) } : null);
    queue.add(target, [sampleSource('big', bytes)]);
    await untilSnapshot(queue, ({ uploads }) => uploads[0]?.partsStored === 2);
    await queue.dispose();
    server.fault = () => null;
    queue = createQueue();
    const [stored] = await queue.listStored();
    return stored!;
  }

  it('is survived: the same file goes on with the missing part', async () => {
    const stored = await interrupted();
    expect(stored).toMatchObject({ key: 'big', sizeBytes: bytes.length, partSizeBytes: 16 * kibibyte });
    const before = server.puts.length;
    queue.resumeStored(stored, file());
    expect(await queue.listStored()).toEqual([]);
    await allDone();
    expect(server.puts.slice(before).map(({ partNumber }) => partNumber)).toEqual([3]);
    expect(server.objects.get('big')?.equals(bytes)).toBe(true);
    expect(await store.list()).toEqual([]);
  });

  it('takes no other file', async () => {
    const stored = await interrupted();
    expect(() => queue.resumeStored(stored, file({ lastModified: 5 }))).toThrow('not the file');
    expect(() => queue.resumeStored(stored, file({ content: sampleBytes(9) }))).toThrow('not the file');
  });

  it('can be given up, with its parts', async () => {
    await queue.discardStored(await interrupted());
    expect(server.uploads.size).toBe(0);
    expect(await queue.listStored()).toEqual([]);
  });
});
