import type { ListMultipartUploadsCommandOutput, MultipartUpload } from '@aws-sdk/client-s3';
import { fromListedKey } from '@/lib/s3/keys';
import type { UploadCursor } from './schema';
import type { IncompleteUpload } from './types';

/** An entry of a listing that was asked for with `encoding-type=url`. */
export function toIncompleteUpload(wire: MultipartUpload): IncompleteUpload {
  return {
    key: fromListedKey(wire.Key ?? ''),
    uploadId: wire.UploadId ?? '',
    initiated: wire.Initiated?.getTime() ?? null,
    initiator: wire.Initiator?.DisplayName || wire.Initiator?.ID || wire.Owner?.DisplayName || wire.Owner?.ID || '',
    storageClass: wire.StorageClass ?? '',
    // A checksum of the full object does not need those of its parts.
    partChecksum: wire.ChecksumType === 'FULL_OBJECT' ? null : (wire.ChecksumAlgorithm ?? null),
  };
}

/**
 * Where the listing goes on: behind its last upload. NextKeyMarker says the same, but Amazon percent-encodes it and Ceph does
 * not. `undefined` when the page says it goes on and names nothing.
 */
export function toUploadCursor(
  output: Pick<ListMultipartUploadsCommandOutput, 'IsTruncated' | 'NextUploadIdMarker'>,
  uploads: readonly IncompleteUpload[],
): UploadCursor | null | undefined {
  if (output.IsTruncated !== true) return null;
  const last = uploads.at(-1);
  return last && { key: last.key, uploadId: output.NextUploadIdMarker || last.uploadId };
}
