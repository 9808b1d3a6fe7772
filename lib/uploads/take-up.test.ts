import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conflict } from './conflicts';
import type { CorsCheck } from './cors/types';
import { sendWithFetch } from './fetch-put';
import { createMd5Hasher } from './md5/hasher';
import { UploadQueue } from './queue';
import { createMemoryUploadStore } from './store';
import { takeUp, type TakeUpOptions } from './take-up';
import { PartServer } from './testing/part-server';
import { createQuickPace } from './testing/quick-pace';
import { planSmall, sampleBytes, untilSnapshot } from './testing/samples';

const kibibyte = 1024;
const partSizeBytes = 6 * kibibyte;
const address = { connection: 'test', bucket: 'b', key: 'film.mov' };
const bytes = sampleBytes(20 * kibibyte);
const check = (verdict: CorsCheck['verdict']): CorsCheck => ({ verdict, message: '', rules: [], proposal: null });
let server: PartServer;
let queue: UploadQueue;
let store: ReturnType<typeof createMemoryUploadStore>;

beforeEach(async () => {
  server = new PartServer();
  await server.start();
  store = createMemoryUploadStore();
  queue = new UploadQueue({
    transport: server.transport,
    sendPut: sendWithFetch,
    hashBody: createMd5Hasher(),
    store,
    pace: createQuickPace(),
    plan: planSmall,
  });
});

afterEach(async () => {
  await queue.dispose();
  await server.stop();
});

/** An upload that some program began, with these parts of the file, counted from 1. */
async function begin(...numbers: number[]): Promise<string> {
  const { uploadId } = await server.transport.begin({ ...address, contentType: '' });
  for (const number of numbers) {
    const part = bytes.subarray((number - 1) * partSizeBytes, number * partSizeBytes);
    server.uploads.get(uploadId)!.parts.set(number, part);
  }
  return uploadId;
}

function take(uploadId: string, content = bytes, change: Partial<TakeUpOptions> = {}) {
  const file = new File([content], 'film.mov', { lastModified: 5 });
  const taken = takeUp({
    upload: { ...address, uploadId },
    file,
    services: queue.services,
    checkCors: () => Promise.resolve(check('allowed')),
    askCors: () => Promise.resolve(false),
    askToReplace: () => Promise.resolve(false),
    signal: new AbortController().signal,
    ...change,
  });
  return taken.then((stored) => stored && { stored, id: queue.resumeStored(stored, file) });
}

describe('an upload that some program began', () => {
  it('goes on with the file in hand: only what is missing is sent', async () => {
    const uploadId = await begin(1, 3);
    const taken = await take(uploadId);
    expect(taken?.stored).toMatchObject({ ...address, uploadId, partSizeBytes, mayOverwrite: false });
    expect(queue.holds(uploadId)).toBe(true);
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.done === 1);
    expect(server.puts.map(({ partNumber }) => partNumber).sort()).toEqual([2, 4]);
    expect(server.objects.get('film.mov')?.equals(bytes)).toBe(true);
    expect(queue.holds(uploadId)).toBe(false);
    await expect.poll(() => store.list()).toEqual([]);
  });

  it('is forgotten when it is done, though its file would fit one PUT', async () => {
    const small = bytes.subarray(0, 12 * kibibyte);
    const uploadId = await begin(1);
    await take(uploadId, small);
    expect(await store.list()).toMatchObject([{ uploadId, begunElsewhere: true }]);
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.done === 1);
    await expect.poll(() => store.list()).toEqual([]);
    expect(server.objects.get('film.mov')?.equals(small)).toBe(true);
  });

  it('takes no other file, and says why', async () => {
    const uploadId = await begin(1, 2);
    const refused = take(uploadId, sampleBytes(bytes.length, 3));
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(refused).rejects.toThrow('None of the 2 parts');
    await expect(take('gone')).rejects.toMatchObject({ code: 'not-found' });
    expect(server.puts).toEqual([]);
    expect(server.uploads.size).toBe(1);
  });

  it('asks before it replaces an object that has the key', async () => {
    server.objects.set('film.mov', Buffer.from('theirs'));
    const asked: Conflict[] = [];
    const ask = (answer: boolean) => (conflict: Conflict) => {
      asked.push(conflict);
      return Promise.resolve(answer);
    };
    expect(await take(await begin(1), bytes, { askToReplace: ask(false) })).toBeNull();
    const taken = await take(await begin(1), bytes, { askToReplace: ask(true) });
    expect(taken?.stored.mayOverwrite).toBe(true);
    expect(asked[0]).toMatchObject({ key: 'film.mov', file: { sizeBytes: bytes.length }, existing: { sizeBytes: 6 } });
  });

  it('asks when the browser may not send there', async () => {
    const refused = () => Promise.resolve(check('refused'));
    expect(await take(await begin(1), bytes, { checkCors: refused })).toBeNull();
    const agreed = () => Promise.resolve(true);
    expect(await take(await begin(1), bytes, { checkCors: refused, askCors: agreed })).not.toBeNull();
  });
});
