import { maxPartCount, maxPartSizeBytes, minPartSizeBytes } from '../s3/limits.ts';

/*
 * Part arithmetic. Limits: S3 User Guide, "Amazon S3 multipart upload limits"
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html).
 */

const mebibyte = 1024 * 1024;

/** 48.8 TiB: as many parts as S3 allows, each as large as S3 allows. */
export const maxUploadSizeBytes = maxPartCount * maxPartSizeBytes;

/** What parts may be and ought to be. */
export interface PlanLimits {
  /** Up to here one PUT is cheaper than create, part, list and complete. */
  singlePutBytes: number;
  minPartBytes: number;
  /** Where nothing else decides. */
  usualPartBytes: number;
  /** Parts are whole multiples of this, so that their sizes read well. */
  stepBytes: number;
}

export const s3PlanLimits: PlanLimits = {
  singlePutBytes: 16 * mebibyte,
  minPartBytes: minPartSizeBytes,
  usualPartBytes: 16 * mebibyte,
  stepBytes: mebibyte,
};

/** Parts grow before their number does: fewer requests and preflights, while a failed part still costs little. */
const comfortablePartCount = 2_500;
const comfortableGrowth = 8;

export interface SinglePutPlan {
  kind: 'single';
  sizeBytes: number;
}

/** Every part has the same size except the last, which may be smaller: R2 refuses anything else. */
export interface MultipartPlan {
  kind: 'multipart';
  sizeBytes: number;
  partSizeBytes: number;
  partCount: number;
}

export type UploadPlan = SinglePutPlan | MultipartPlan;

/**
 * How a file of this size is sent. An upload that is taken up again keeps the part size it began with: it comes as
 * `partSizeBytes`. Throws RangeError when the size is no byte count, is beyond 48.8 TiB, or does not fit the part size.
 */
export type PlanUpload = (sizeBytes: number, partSizeBytes?: number) => UploadPlan;

export function createPlanner(limits: PlanLimits): PlanUpload {
  return (sizeBytes, partSizeBytes) => {
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
      throw new RangeError('The size is not a whole number of bytes.');
    }
    if (sizeBytes > maxUploadSizeBytes) {
      throw new RangeError('S3 takes no object larger than 48.8 TiB (10,000 parts of 5 GiB).');
    }
    if (partSizeBytes === undefined && sizeBytes <= limits.singlePutBytes) return { kind: 'single', sizeBytes };
    const size = partSizeBytes ?? choosePartSize(sizeBytes, limits);
    if (size < limits.minPartBytes || size > maxPartSizeBytes)
      throw new RangeError('Parts are between 5 MiB and 5 GiB.');
    const partCount = Math.max(1, Math.ceil(sizeBytes / size));
    if (partCount > maxPartCount) throw new RangeError('S3 takes no more than 10,000 parts.');
    return { kind: 'multipart', sizeBytes, partSizeBytes: size, partCount };
  };
}

/** The plan for S3. */
export const planUpload = createPlanner(s3PlanLimits);

function choosePartSize(sizeBytes: number, { usualPartBytes, stepBytes }: PlanLimits): number {
  let size = usualPartBytes;
  while (size < usualPartBytes * comfortableGrowth && sizeBytes / size > comfortablePartCount) size *= 2;
  // 5 GiB is a whole number of steps, so rounding up never passes it.
  const smallestPossible = Math.ceil(sizeBytes / maxPartCount / stepBytes) * stepBytes;
  return Math.max(size, smallestPossible);
}

/** The bytes of a part, `start` included and `end` not. Part numbers begin at 1. */
export function partRange(plan: MultipartPlan, partNumber: number): { start: number; end: number } {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > plan.partCount) {
    throw new RangeError(`Part ${partNumber} is not one of ${plan.partCount}.`);
  }
  const start = (partNumber - 1) * plan.partSizeBytes;
  return { start, end: Math.min(start + plan.partSizeBytes, plan.sizeBytes) };
}

export function partSize(plan: MultipartPlan, partNumber: number): number {
  const { start, end } = partRange(plan, partNumber);
  return end - start;
}
