import { formatBytes } from '@/lib/format/bytes';
import { formatQuantity } from '@/lib/format/numbers';
import type { IncompleteUpload, UploadSize } from '@/lib/incomplete-uploads/types';

/** Names an upload: keys may have several at once. */
export const toUploadName = ({ key, uploadId }: { key: string; uploadId: string }): string => `${key}\n${uploadId}`;

export interface UploadTotals {
  bytes: number;
  /** Uploads whose parts have been added up. */
  measured: number;
}

export function addUp(sizes: ReadonlyMap<string, UploadSize>): UploadTotals {
  let [bytes, measured] = [0, 0];
  for (const size of sizes.values()) {
    if (size.bytes === null) continue;
    bytes += size.bytes;
    measured += 1;
  }
  return { bytes, measured };
}

/** How many there are and what they waste, in words that never claim more than is known. */
export function describeUploads(count: number, hasMore: boolean, { bytes, measured }: UploadTotals): string {
  if (count === 0) return 'No incomplete uploads';
  const start = hasMore
    ? `First ${formatQuantity(count, 'upload')} of more`
    : formatQuantity(count, 'incomplete upload');
  const waste =
    measured < count ? `${formatBytes(bytes)} in ${measured} of them so far` : `${formatBytes(bytes)} in all`;
  return `${start} · ${waste}`;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Those begun more than so many days ago. What has no date is not among them. */
export function findOlder(uploads: readonly IncompleteUpload[], days: number, now: number): IncompleteUpload[] {
  return uploads.filter(({ initiated }) => initiated !== null && initiated < now - days * dayMs);
}
