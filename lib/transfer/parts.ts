import { createHash } from 'node:crypto';
import { maxPartCount, maxPartSizeBytes, minPartSizeBytes } from '@/lib/s3/limits';

/** Large enough that requests hardly count, small enough that a part sent again is soon made up for. */
const usualPartBytes = 16 * 1024 ** 2;

export interface Part {
  number: number;
  /** Of its first byte, and behind its last. */
  start: number;
  end: number;
}

/**
 * How large the parts of a copy are to be. Those of the original where they are known: then the copy gets the same ETag,
 * which proves it. `null`: one request is enough.
 */
export function getPartBytes(sizeBytes: number, ofOriginal: number | null): number | null {
  const fits = (partBytes: number): boolean =>
    partBytes >= minPartSizeBytes && partBytes <= maxPartSizeBytes && Math.ceil(sizeBytes / partBytes) <= maxPartCount;
  if (ofOriginal !== null && fits(ofOriginal)) return ofOriginal;
  if (sizeBytes <= usualPartBytes) return null;
  const mebibytes = Math.ceil(sizeBytes / maxPartCount / 1024 ** 2);
  return Math.max(usualPartBytes, mebibytes * 1024 ** 2);
}

export function toParts(sizeBytes: number, partBytes: number): Part[] {
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    number: index + 1,
    start: index * partBytes,
    end: Math.min(sizeBytes, (index + 1) * partBytes),
  }));
}

/** How many parts the ETag of an object tells of; `null` for one that was not uploaded in parts. */
export function countParts(etag: string | null): number | null {
  const count = /^[0-9a-f]{32}-(\d{1,5})$/u.exec(etag ?? '')?.[1];
  return count === undefined ? null : Number(count);
}

/**
 * The ETag of an upload in parts, from the MD5s of its parts in hex: the MD5 of these one after the other, and how many. Servers
 * agree on it without documenting it.
 */
export function toPartsEtag(md5s: readonly string[]): string {
  const hash = createHash('md5');
  for (const md5 of md5s) hash.update(Buffer.from(md5, 'hex'));
  return `${hash.digest('hex')}-${md5s.length}`;
}
