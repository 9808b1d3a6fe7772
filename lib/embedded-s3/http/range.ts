import { S3Error } from '../errors.ts';
import type { Extent } from '../store/blobs.ts';

/** A run of bytes of an object. */
export interface ByteRange {
  start: number;
  length: number;
}

/**
 * The range that a Range header asks for; `null` means the whole object. As S3 does, several ranges and anything that is
 * not a byte range are ignored (RFC 9110, section 14.2 allows it). Throws `InvalidRange` when it lies beyond the end.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  const suffix = /^\s*bytes\s*=\s*-\s*(\d{1,16})\s*$/.exec(header ?? '');
  const bounds = /^\s*bytes\s*=\s*(\d{1,16})\s*-\s*(\d{0,16})\s*$/.exec(header ?? '');
  let range: ByteRange;
  if (suffix) {
    const length = Math.min(Number(suffix[1]), sizeBytes);
    range = { start: sizeBytes - length, length };
  } else if (bounds) {
    const start = Number(bounds[1]);
    const last = bounds[2] ? Number(bounds[2]) : Infinity;
    if (last < start) return null;
    range = { start, length: Math.min(last, sizeBytes - 1) - start + 1 };
  } else return null;
  if (range.length > 0) return range;
  throw new S3Error('InvalidRange', {
    fields: { RangeRequested: header ?? '', ActualObjectSize: String(sizeBytes) },
    headers: { 'Content-Range': `bytes */${sizeBytes}` },
  });
}

/** The extents that hold just these bytes. */
export function sliceExtents(extents: readonly Extent[], range: ByteRange): Extent[] {
  const slice: Extent[] = [];
  let position = 0;
  for (const [blob, offset, length, ...seal] of extents) {
    const start = Math.max(range.start, position);
    const end = Math.min(range.start + range.length, position + length);
    if (start < end) slice.push([blob, offset + start - position, end - start, ...seal]);
    position += length;
  }
  return slice;
}
