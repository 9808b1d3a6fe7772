import type { Part, _Object } from '@aws-sdk/client-s3';
import { fromListedKey } from '@/lib/s3/keys';
import type { ExistingObject, StoredPart } from './transport';

export function toTarget({ bucket, key }: { bucket: string; key: string }): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: key };
}

/** S3 writes ETags in quotes, some servers without. */
export function trimEtag(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

export function toStoredPart(part: Part): StoredPart {
  return { partNumber: part.PartNumber ?? 0, sizeBytes: part.Size ?? 0, etag: trimEtag(part.ETag) };
}

/** An entry of a listing that was asked for with `encoding-type=url`. */
export function toExistingObject(object: _Object): ExistingObject {
  return {
    key: fromListedKey(object.Key ?? ''),
    sizeBytes: object.Size ?? 0,
    modified: object.LastModified?.getTime() ?? null,
    etag: trimEtag(object.ETag) || null,
  };
}
