import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '@/lib/previews/testing/memory-source';
import { createDigest, type DigestAlgorithm } from './digest';
import { guessPartSizes, planVerification, type KnownChecksums } from './plan';
import { verifyContent } from './verify';

const mebibyte = 1024 * 1024;
const content = new Uint8Array(9 * mebibyte + 5).map((_, index) => (index * 7) & 255);
const source = createMemorySource(content);
const { signal } = new AbortController();
const known = (change: Partial<KnownChecksums>): KnownChecksums => ({
  sizeBytes: content.length,
  etag: null,
  checksums: [],
  checksumType: null,
  hasOwnKeyEncryption: false,
  parts: null,
  ...change,
});

async function verify(change: Partial<KnownChecksums>) {
  const plan = planVerification(known(change));
  if (plan.kind === 'none') return plan.why;
  return verifyContent(source, plan, () => undefined, signal);
}

const hash = (algorithm: string, ...parts: Uint8Array[]) =>
  parts.reduce((digest, part) => digest.update(part), createHash(algorithm)).digest();
const cut = (...sizes: number[]) => {
  let at = 0;
  return sizes.map((size) => content.subarray(at, (at += size)));
};

describe('digests', () => {
  // The check values of the catalogue of parametrised CRC algorithms, and of the RFCs, for "123456789".
  it.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['MD5', '25f9e794323b453885f5181f1b624d0b'],
    ['SHA-1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA-256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as [DigestAlgorithm, string][])('%s is what it should be', async (algorithm, value) => {
    expect((await createDigest(algorithm)).update('123456789').digest('hex')).toBe(value);
  });
});

describe('verification', () => {
  it('takes a stored checksum of the whole first', async () => {
    const value = hash('sha256', content).toString('base64');
    expect(await verify({ checksums: [{ algorithm: 'SHA-256', value }], etag: 'x' })).toEqual({
      kind: 'intact',
      computed: value,
    });
    const other = hash('sha256', content.slice(1)).toString('base64');
    expect(await verify({ checksums: [{ algorithm: 'SHA-256', value: other }] })).toMatchObject({ kind: 'damaged' });
  });

  it('computes a checksum of parts, and names the part that is damaged', async () => {
    const parts = cut(5 * mebibyte, 4 * mebibyte + 5);
    const digests = parts.map((part) => hash('sha1', part));
    const value = `${hash('sha1', ...digests).toString('base64')}-2`;
    const told = (checksum: (index: number) => Buffer) =>
      parts.map((part, index) => ({ sizeBytes: part.length, checksum: checksum(index).toString('base64') }));
    const base = { checksums: [{ algorithm: 'SHA-1', value }], checksumType: 'COMPOSITE' };
    expect(await verify({ ...base, parts: told((index) => digests[index]!) })).toMatchObject({ kind: 'intact' });
    const wrong = { ...base, checksums: [{ algorithm: 'SHA-1', value: value.slice(1) }] };
    const second = told((index) => (index === 1 ? digests[0]! : digests[index]!));
    expect(await verify({ ...wrong, parts: second })).toMatchObject({ kind: 'damaged', part: 2 });
    expect(await verify(base)).toMatch(/does not tell how large/u);
  });

  it('takes an ETag for what it is', async () => {
    expect(await verify({ etag: hash('md5', content).toString('hex') })).toMatchObject({ kind: 'intact' });
    expect(await verify({ etag: hash('md5').toString('hex') })).toMatchObject({ kind: 'damaged', part: null });
    const parts = cut(8 * mebibyte, mebibyte + 5).map((part) => hash('md5', part));
    expect(await verify({ etag: `${hash('md5', ...parts).toString('hex')}-2` })).toMatchObject({ kind: 'intact' });
    // Guessed part sizes that do not fit prove nothing.
    expect(await verify({ etag: `${'0'.repeat(32)}-2` })).toEqual({ kind: 'unknown' });
    expect(await verify({ etag: 'not-a-digest' })).toMatch(/not made from the content/u);
    expect(await verify({ etag: hash('md5', content).toString('hex'), hasOwnKeyEncryption: true })).toMatch(
      /encrypted/u,
    );
  });

  it('guesses the part sizes that clients use', () => {
    expect(guessPartSizes(100 * mebibyte, 13)).toEqual([8 * mebibyte]);
    expect(guessPartSizes(9 * mebibyte, 2)[0]).toBe(8 * mebibyte);
    expect(guessPartSizes(5, 1)).toEqual([5]);
  });
});
