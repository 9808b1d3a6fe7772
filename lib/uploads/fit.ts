import { minPartSizeBytes } from '@/lib/s3/limits';
import { isMd5Etag, toHex, type HashBody } from './md5/md5';
import { partRange, partSize, type MultipartPlan, type PlanUpload } from './plan';
import type { StoredPart } from './transport';

/** Whether a file can go on with an upload that some program began, and with which size of parts. */
export type Fit = { kind: 'fits'; partSizeBytes: number } | { kind: 'refused'; why: string };

const refuse = (why: string): Fit => ({ kind: 'refused', why });

/**
 * Sizes by which the parts may have been cut from a file of so many bytes, the likeliest first. S3 never tells the size, so it
 * is concluded from the parts: all but the last one have it.
 */
function findPartSizes(parts: readonly StoredPart[], fileBytes: number): number[] {
  const sorted = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  const last = sorted.at(-1);
  const inOnePart = Math.max(fileBytes, minPartSizeBytes);
  if (!last) return [inOnePart];
  const before = sorted.slice(0, -1);
  const [first] = before;
  if (first) return before.every(({ sizeBytes }) => sizeBytes === first.sizeBytes) ? [first.sizeBytes] : [];
  // A single part is one of equal ones, or the shorter one at the end.
  if (last.partNumber === 1) return [last.sizeBytes === fileBytes ? inOnePart : last.sizeBytes];
  return [last.sizeBytes, (fileBytes - last.sizeBytes) / (last.partNumber - 1)].filter(
    (size) => Number.isInteger(size) && size >= last.sizeBytes,
  );
}

/** The plan with parts of this size; `null` where S3 takes no such parts. */
function tryPlan(plan: PlanUpload, fileBytes: number, partSizeBytes: number): MultipartPlan | null {
  try {
    const planned = plan(fileBytes, partSizeBytes);
    return planned.kind === 'multipart' ? planned : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Whether these bytes belong to what has been sent. One part with the MD5 of its place in the file shows it; the upload itself
 * compares every other one and sends what differs. Where no ETag is an MD5, sizes have to show it.
 */
async function belongsTogether(
  parts: readonly StoredPart[],
  plan: MultipartPlan,
  body: Blob,
  isSame: (part: StoredPart, slice: Blob) => Promise<boolean>,
): Promise<boolean> {
  const rightSized = parts.filter(({ partNumber, sizeBytes }) => sizeBytes === partSize(plan, partNumber));
  const comparable = rightSized.filter(({ etag }) => isMd5Etag(etag));
  if (comparable.length === 0) return rightSized.length === parts.length;
  for (const part of comparable) {
    const { start, end } = partRange(plan, part.partNumber);
    if (await isSame(part, body.slice(start, end))) return true;
  }
  return false;
}

/** Looks whether a file goes on with the parts of an upload. Reads no more of it than one part has, if it fits. */
export async function findFit(
  parts: readonly StoredPart[],
  body: Blob,
  { plan, hashBody, signal }: { plan: PlanUpload; hashBody: HashBody; signal: AbortSignal },
): Promise<Fit> {
  const sizes = findPartSizes(parts, body.size);
  if (sizes.length === 0) {
    return refuse('Its parts differ in size, and only the program that began it knows how it cuts a file.');
  }
  const plans = sizes.flatMap((size) => tryPlan(plan, body.size, size) ?? []);
  if (plans.length === 0) return refuse('S3 could not join parts of the size that is there to an object of this file.');
  const highest = Math.max(0, ...parts.map(({ partNumber }) => partNumber));
  const longEnough = plans.filter(({ partCount }) => highest <= partCount);
  if (longEnough.length === 0) {
    return refuse(`It holds a part ${highest}, and this file is too short to have one.`);
  }
  const isSame = async ({ etag }: StoredPart, slice: Blob): Promise<boolean> =>
    toHex((await hashBody(slice, { signal })).md5) === etag.toLowerCase();
  for (const candidate of longEnough) {
    if (await belongsTogether(parts, candidate, body, isSame)) {
      return { kind: 'fits', partSizeBytes: candidate.partSizeBytes };
    }
  }
  return refuse(
    parts.length === 1
      ? 'The part that is there has not the bytes of this file.'
      : `None of the ${parts.length} parts that are there has the bytes of this file.`,
  );
}
