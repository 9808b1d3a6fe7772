import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPartCount, maxPartSizeBytes, minPartSizeBytes } from '@/lib/s3/limits';
import { maxUploadSizeBytes, partRange, partSize, planUpload, s3PlanLimits } from './plan';

const { singlePutBytes: singlePutLimitBytes } = s3PlanLimits;
const mebibyte = 1024 * 1024;
const multipartSizes = fc.oneof(
  fc.integer({ min: singlePutLimitBytes + 1, max: 64 * 1024 * mebibyte }),
  fc.maxSafeInteger().map((n) => singlePutLimitBytes + 1 + (Math.abs(n) % (maxUploadSizeBytes - singlePutLimitBytes))),
);

function multipart(sizeBytes: number, partSizeBytes?: number) {
  const plan = planUpload(sizeBytes, partSizeBytes);
  if (plan.kind !== 'multipart') throw new Error('expected a multipart plan');
  return plan;
}

describe('planUpload', () => {
  it('sends small files, and empty ones, in one PUT', () => {
    expect(planUpload(0)).toEqual({ kind: 'single', sizeBytes: 0 });
    expect(planUpload(singlePutLimitBytes).kind).toBe('single');
    expect(planUpload(singlePutLimitBytes + 1).kind).toBe('multipart');
  });

  it('stays within the limits of S3 for every size', () => {
    fc.assert(
      fc.property(multipartSizes, (size) => {
        const plan = multipart(size);
        expect(plan.partCount).toBeGreaterThanOrEqual(1);
        expect(plan.partCount).toBeLessThanOrEqual(maxPartCount);
        expect(plan.partSizeBytes).toBeGreaterThanOrEqual(minPartSizeBytes);
        expect(plan.partSizeBytes).toBeLessThanOrEqual(maxPartSizeBytes);
      }),
    );
  });

  it('covers the file once, in equal parts and a last one that is not empty', () => {
    fc.assert(
      fc.property(multipartSizes, fc.nat(), (size, seed) => {
        const plan = multipart(size);
        expect(partRange(plan, 1).start).toBe(0);
        expect(partRange(plan, plan.partCount).end).toBe(size);
        expect(partSize(plan, plan.partCount)).toBeGreaterThan(0);
        expect(partSize(plan, plan.partCount)).toBeLessThanOrEqual(plan.partSizeBytes);
        const inner = 1 + (seed % Math.max(1, plan.partCount - 1));
        if (inner < plan.partCount) {
          expect(partSize(plan, inner)).toBe(plan.partSizeBytes);
          expect(partRange(plan, inner + 1).start).toBe(partRange(plan, inner).end);
        }
      }),
    );
  });

  it('grows the parts with the file', () => {
    fc.assert(
      fc.property(multipartSizes, multipartSizes, (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(multipart(small).partSizeBytes).toBeLessThanOrEqual(multipart(large).partSizeBytes);
      }),
    );
  });

  it('reaches 48.8 TiB with 10,000 parts of 5 GiB and goes no further', () => {
    expect(multipart(maxUploadSizeBytes)).toMatchObject({ partCount: 10_000, partSizeBytes: maxPartSizeBytes });
    expect(() => planUpload(maxUploadSizeBytes + 1)).toThrow(RangeError);
  });

  it('keeps the part size of an upload that goes on, and refuses one that cannot work', () => {
    expect(multipart(30 * mebibyte, 10 * mebibyte).partCount).toBe(3);
    expect(multipart(mebibyte, minPartSizeBytes).partCount).toBe(1);
    expect(() => planUpload(100 * 1024 * mebibyte, minPartSizeBytes)).toThrow('10,000');
    expect(() => planUpload(30 * mebibyte, mebibyte)).toThrow('5 MiB');
  });

  it('refuses what is no byte count', () => {
    for (const size of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => planUpload(size)).toThrow(RangeError);
  });
});

describe('partRange', () => {
  it('knows no part outside the plan', () => {
    const plan = multipart(20 * mebibyte);
    for (const partNumber of [0, 3, 1.5]) expect(() => partRange(plan, partNumber)).toThrow(RangeError);
  });
});
