import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blobCipher } from '../encryption/cipher';
import { DigestThreads } from './digest-threads';
import type { Piece } from './digest-worker';

const mebibyte = 1024 * 1024;
const bytes = randomBytes(3 * mebibyte + 17);
const secret = randomBytes(32);
let folder: string;
let threads: DigestThreads;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-digests-'));
  writeFileSync(join(folder, 'plain'), bytes);
  writeFileSync(join(folder, 'sealed'), blobCipher(secret, 'sealed').update(bytes));
  threads = new DigestThreads(2);
});
afterEach(() => threads.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const piece = (blob: string, offset: number, length: number): Piece => ({
  ...{ path: join(folder, blob), blob, offset, length },
  secret: blob === 'sealed' ? secret : null,
});
const of = (algorithm: string, ...parts: Buffer[]) => createHash(algorithm).update(Buffer.concat(parts)).digest('hex');

describe('threads that digest', () => {
  it('take pieces of several files for one body, and open what is sealed', async () => {
    threads = new DigestThreads(2);
    const pieces = [piece('plain', 5, 2 * mebibyte), piece('sealed', 1000, mebibyte + 1)];
    const { md5, checksum } = await threads.digest({ pieces, algorithm: 'SHA256' });
    const parts = [bytes.subarray(5, 5 + 2 * mebibyte), bytes.subarray(1000, 1001 + mebibyte)];
    expect(md5.toString('hex')).toBe(of('md5', ...parts));
    expect(checksum?.toString('hex')).toBe(of('sha256', ...parts));
  });

  it('do more than there are threads, each for itself, and go on after one that fails', async () => {
    threads = new DigestThreads(2);
    const orders = Array.from({ length: 9 }, (_, index) => ({
      pieces: [piece(index === 4 ? 'missing' : 'plain', index, 1000)],
      algorithm: null,
    }));
    const settled = await Promise.allSettled(orders.map((order) => threads.digest(order)));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.md5.toString('hex') : 'failed'))).toEqual(
      orders.map((_, index) => (index === 4 ? 'failed' : of('md5', bytes.subarray(index, index + 1000)))),
    );
    expect(await threads.digest({ pieces: [], algorithm: null })).toMatchObject({ checksum: null });
  });

  it('refuse a file that is shorter than it should be', async () => {
    threads = new DigestThreads(2);
    const order = { pieces: [piece('plain', 0, bytes.length + 1)], algorithm: null };
    await expect(threads.digest(order)).rejects.toThrow('shorter');
  });

  it('leave nothing waiting when they are ended', async () => {
    threads = new DigestThreads(1);
    const order = { pieces: [piece('plain', 0, bytes.length)], algorithm: null };
    const asked = [threads.digest(order), threads.digest(order)];
    threads.close();
    const settled = await Promise.allSettled([...asked, threads.digest(order)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});
