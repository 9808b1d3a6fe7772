import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleBytes } from '../testing/samples';
import { createMd5Hasher } from './hasher';
import { toHex } from './md5';

const mebibyte = 1024 * 1024;
const idle = { signal: new AbortController().signal };
const judge = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

describe('the MD5 hasher', () => {
  it('agrees with another implementation on the examples of RFC 1321', async () => {
    const hash = createMd5Hasher();
    expect(toHex((await hash(new Blob([]), idle)).md5)).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(toHex((await hash(new Blob(['message digest']), idle)).md5)).toBe('f96b697d7cb7938d525a2f31aaf161d0');
  });

  it('hashes any number of bodies of any length at the same time', async () => {
    const hash = createMd5Hasher();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 300 }), { maxLength: 11 }), async (lengths) => {
        const bodies = lengths.map((length, seed) => sampleBytes(length, seed));
        const hashed = await Promise.all(bodies.map((bytes) => hash(new Blob([bytes]), idle)));
        expect(hashed.map(({ md5 }) => toHex(md5))).toEqual(bodies.map(judge));
      }),
      { numRuns: 200 },
    );
  });

  it('hashes bodies of several chunks beside short ones', async () => {
    const hash = createMd5Hasher();
    const lengths = [3 * mebibyte + 7, 55, 2 * mebibyte, mebibyte - 1, mebibyte + 56, 64, 0];
    const bodies = lengths.map((length, seed) => sampleBytes(length, seed));
    const hashed = await Promise.all(bodies.map((bytes) => hash(new Blob([bytes]), idle)));
    expect(hashed.map(({ md5 }) => toHex(md5))).toEqual(bodies.map(judge));
  });

  it('keeps the bytes it hashed when it is asked to', async () => {
    const hash = createMd5Hasher();
    const lengths = [2 * mebibyte + 7, 0, mebibyte];
    const bodies = lengths.map((length, seed) => sampleBytes(length, seed));
    const hashed = await Promise.all(
      bodies.map((bytes, index) => hash(new Blob([bytes]), { ...idle, keepsBytes: index < 2 })),
    );
    expect(hashed.map(({ md5 }) => toHex(md5))).toEqual(bodies.map(judge));
    expect(hashed.map(({ bytes }) => bytes && Buffer.from(bytes))).toEqual([
      Buffer.from(bodies[0] ?? []),
      Buffer.from([]),
      null,
    ]);
  });

  it('takes up a body that comes while others are being hashed', async () => {
    const hash = createMd5Hasher();
    const long = sampleBytes(3 * mebibyte, 1);
    const first = hash(new Blob([long]), idle);
    await hash(new Blob(['short']), idle);
    const late = hash(new Blob(['late']), idle);
    expect(toHex((await late).md5)).toBe(judge(Buffer.from('late')));
    expect(toHex((await first).md5)).toBe(judge(long));
  });

  it('gives up a body whose signal aborts, and goes on with the others', async () => {
    const hash = createMd5Hasher();
    const controller = new AbortController();
    const stopped = hash(new Blob([sampleBytes(3 * mebibyte, 1)]), { signal: controller.signal });
    const other = hash(new Blob([sampleBytes(2 * mebibyte, 2)]), idle);
    controller.abort();
    await expect(stopped).rejects.toThrow('aborted');
    expect(toHex((await other).md5)).toBe(judge(sampleBytes(2 * mebibyte, 2)));
  });

  it('tells of a body that can no longer be read, and goes on with the others', async () => {
    const hash = createMd5Hasher();
    const broken = new Blob(['gone']);
    const unreadable = Object.assign(broken, {
      slice: () => ({ size: 4, arrayBuffer: () => Promise.reject(new DOMException('Gone.', 'NotReadableError')) }),
    });
    const failed = hash(unreadable, idle);
    const other = hash(new Blob(['there']), idle);
    await expect(failed).rejects.toThrow('Gone.');
    expect(toHex((await other).md5)).toBe(judge(Buffer.from('there')));
  });
});
