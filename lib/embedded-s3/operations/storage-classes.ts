import { S3Error } from '../errors.ts';
import { isDirectoryBucket } from '../store/buckets.ts';
import type { BucketExchange } from './exchange.ts';

/** PutObject in the S3 API Reference, x-amz-storage-class. Classes are stored and listed; all bytes lie in one place. */
const storageClasses: readonly string[] = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
];

/** The one class of objects in directory buckets. */
const directoryClass = 'EXPRESS_ONEZONE';

/** The class that a write into a bucket asks for, or the one it gets unasked. Throws `InvalidStorageClass`. */
export function readStorageClass({ request: { headers }, bucket }: BucketExchange): string {
  const isDirectory = isDirectoryBucket(bucket.name);
  const name = headers.get('x-amz-storage-class') ?? (isDirectory ? directoryClass : 'STANDARD');
  if (!(isDirectory ? [directoryClass] : storageClasses).includes(name))
    throw new S3Error('InvalidStorageClass', { fields: { StorageClassRequested: name } });
  return name;
}

/** Whether an object's bytes are out of reach: archived, and no restored copy is left. */
export function isOutOfReach(object: { storageClass: string; restoredUntil: number | null }, now: number): boolean {
  return isArchived(object.storageClass) && (object.restoredUntil ?? 0) <= now;
}

/** Classes whose objects must be restored before they can be read. */
export function isArchived(storageClass: string): boolean {
  return storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';
}
