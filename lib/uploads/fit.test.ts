import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { minPartSizeBytes } from '@/lib/s3/limits';
import { findFit } from './fit';
import { createMd5Hasher } from './md5/hasher';
import { planSmall, sampleBytes } from './testing/samples';
import type { StoredPart } from './transport';

const kibibyte = 1024;
const bytes = sampleBytes(23 * kibibyte);
const services = { plan: planSmall, hashBody: createMd5Hasher(), signal: new AbortController().signal };

const whyRefused = async (parts: StoredPart[], content = bytes): Promise<string | null> => {
  const fit = await find(parts, content);
  return fit.kind === 'refused' ? fit.why : null;
};

const find = (parts: StoredPart[], content: Buffer<ArrayBuffer> = bytes) =>
  findFit(parts, new Blob([content]), services);

/** A part as a server lists it after it was cut from the file at this size. */
function cut(partNumber: number, partSizeBytes: number, from = bytes): StoredPart {
  const slice = from.subarray((partNumber - 1) * partSizeBytes, partNumber * partSizeBytes);
  return { partNumber, sizeBytes: slice.length, etag: createHash('md5').update(slice).digest('hex') };
}

describe('a file fits an upload', () => {
  it.each([
    ['the first parts are there', [1, 2, 3], 5],
    ['all parts are there, the last one shorter', [1, 2, 3, 4, 5], 5],
    ['parts in the middle are missing', [2, 4], 6],
    ['only the first one is there', [1], 7],
    ['only one in the middle is there', [2], 8],
    ['only the last, shorter one is there', [4], 7],
  ])('when %s', async (_what, numbers, sizeKibibytes) => {
    const partSizeBytes = sizeKibibytes * kibibyte;
    const parts = numbers.map((number) => cut(number, partSizeBytes));
    expect(await find(parts)).toEqual({ kind: 'fits', partSizeBytes });
  });

  it('when one part is the same and others are not', async () => {
    const other = sampleBytes(bytes.length, 9);
    const parts = [cut(1, 5 * kibibyte, other), cut(2, 5 * kibibyte), cut(3, 5 * kibibyte, other)];
    expect(await find(parts)).toEqual({ kind: 'fits', partSizeBytes: 5 * kibibyte });
  });

  it('when nothing has been sent, or all of it in one part', async () => {
    const inOne = { kind: 'fits', partSizeBytes: minPartSizeBytes };
    expect(await find([])).toEqual(inOne);
    expect(await find([cut(1, bytes.length)])).toEqual(inOne);
  });

  it('when no ETag is an MD5 and every size agrees', async () => {
    const hidden = [cut(1, 5 * kibibyte), cut(2, 5 * kibibyte)].map((part) => ({ ...part, etag: '' }));
    expect(await find(hidden)).toMatchObject({ kind: 'fits' });
    expect(await find(hidden, sampleBytes(8 * kibibyte))).toMatchObject({ kind: 'refused' });
  });
});

describe('a file is refused', () => {
  it('when none of the parts has its bytes', async () => {
    const other = sampleBytes(bytes.length, 2);
    expect(await find([cut(1, 5 * kibibyte, other), cut(2, 5 * kibibyte, other)])).toEqual({
      kind: 'refused',
      why: 'None of the 2 parts that are there has the bytes of this file.',
    });
  });

  it('when it is too short for the parts', async () => {
    const parts = [1, 2, 3, 4].map((number) => cut(number, 5 * kibibyte));
    expect(await whyRefused(parts, sampleBytes(9 * kibibyte))).toContain('part 4');
  });

  it('when nobody can say how it was cut', async () => {
    const parts = [{ ...cut(1, 5 * kibibyte) }, { ...cut(2, 6 * kibibyte) }, cut(3, 5 * kibibyte)];
    expect(await whyRefused(parts)).toContain('differ in size');
  });

  it('when S3 takes no parts so small', async () => {
    const parts = [1, 2].map((number) => cut(number, kibibyte));
    expect(await whyRefused(parts)).toContain('could not join');
  });
});
