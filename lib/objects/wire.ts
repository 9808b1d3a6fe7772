import type {
  DeletedObject,
  HeadObjectCommandOutput,
  ListObjectsCommandOutput,
  ListObjectsV2CommandOutput,
  _Object as WireObject,
} from '@aws-sdk/client-s3';
import type { Dictionary, ListingCursor, ListingPage, VersionColumns } from '@/lib/listing/page';
import { fromListedKey } from '@/lib/s3/keys';
import type { KeyVersion, ObjectDetails } from './types';

/** Collects a column with few distinct values. Index 0 is the empty value. */
class DictionaryColumn {
  readonly #positions = new Map<string, number>([['', 0]]);
  readonly #indexes: Uint16Array;

  constructor(length: number) {
    this.#indexes = new Uint16Array(length);
  }

  set(row: number, value: string): void {
    if (value === '') return;
    let position = this.#positions.get(value);
    if (position === undefined) {
      position = this.#positions.size;
      this.#positions.set(value, position);
    }
    this.#indexes[row] = position;
  }

  toDictionary(): Dictionary {
    return { values: [...this.#positions.keys()], indexes: this.#indexes };
  }
}

function toRestore(object: WireObject): string {
  const status = object.RestoreStatus;
  if (!status) return '';
  if (status.IsRestoreInProgress === true) return 'in progress';
  return status.RestoreExpiryDate?.toISOString() ?? '';
}

/** The prefix's own marker (`photos/` inside `photos/`) is the folder itself, not a row of it. */
function isOwnMarker(key: string, prefix: string, size: number): boolean {
  return key === prefix && size === 0 && prefix.endsWith('/');
}

type WireListing = Pick<ListObjectsV2CommandOutput, 'Contents' | 'CommonPrefixes'>;

/**
 * A list answer as columns. Keys and common prefixes are decoded (`encoding-type=url`) and lose the listed prefix. With
 * `versions` every entry is a row: also those of the prefix's own marker.
 */
export function toListingPage(
  output: WireListing,
  prefix: string,
  next: ListingCursor | null,
  callMs: number,
  versions: VersionColumns | null = null,
): ListingPage {
  const objects = (output.Contents ?? []).map((object) => ({ object, key: fromListedKey(object.Key ?? '') }));
  const rows = objects.filter(({ object, key }) => versions || !isOwnMarker(key, prefix, object.Size ?? 0));
  const count = rows.length;
  const nameLengths = new Uint16Array(count);
  const sizes = new Float64Array(count);
  const modified = new Float64Array(count);
  const etagLengths = new Uint8Array(count);
  const storageClass = new DictionaryColumn(count);
  const checksum = new DictionaryColumn(count);
  const owner = new DictionaryColumn(count);
  const restore = new DictionaryColumn(count);
  let names = '';
  let etags = '';
  rows.forEach(({ object, key }, row) => {
    const name = key.slice(prefix.length);
    names += name;
    nameLengths[row] = name.length;
    sizes[row] = object.Size ?? 0;
    modified[row] = object.LastModified?.getTime() ?? Number.NaN;
    const etag = (object.ETag ?? '').replaceAll('"', '').slice(0, 255);
    etags += etag;
    etagLengths[row] = etag.length;
    storageClass.set(row, object.StorageClass ?? '');
    checksum.set(row, object.ChecksumAlgorithm?.join(', ') ?? '');
    owner.set(row, object.Owner?.DisplayName ?? object.Owner?.ID ?? '');
    restore.set(row, toRestore(object));
  });
  return {
    names,
    nameLengths,
    sizes,
    modified,
    etags,
    etagLengths,
    storageClass: storageClass.toDictionary(),
    checksum: checksum.toDictionary(),
    owner: owner.toDictionary(),
    restore: restore.toDictionary(),
    versions,
    hasOwnMarker: rows.length < objects.length,
    prefixes: (output.CommonPrefixes ?? []).map(({ Prefix = '' }) => fromListedKey(Prefix).slice(prefix.length)),
    next,
    callMs,
  };
}

/**
 * Where ListObjects (v1) goes on: the last key or common prefix in byte order. NextMarker says the same, but Amazon
 * percent-encodes it under `encoding-type=url` and Ceph does not, and which it was cannot be told from the text.
 */
export function toV1Cursor(output: ListObjectsCommandOutput): string | null {
  if (output.IsTruncated !== true) return null;
  const last = [output.Contents?.at(-1)?.Key, output.CommonPrefixes?.at(-1)?.Prefix]
    .filter((name) => name !== undefined)
    .map(fromListedKey)
    .toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return last.at(-1) ?? null;
}

/** An XML parser reads a carriage return as a line feed, unless whoever wrote the answer escaped it. */
const asRead = (key: string): string => key.replaceAll(/\r\n?/gu, '\n');

/** The delete markers a DeleteObjects has made, under the keys as they were asked for. */
export function toMarkers(deleted: readonly DeletedObject[], keys: readonly string[]): KeyVersion[] {
  const known = new Map(keys.map((key) => [asRead(key), key]));
  for (const key of keys) known.set(key, key);
  return deleted.flatMap(({ Key = '', DeleteMarker, DeleteMarkerVersionId }) => {
    const key = known.get(Key);
    if (DeleteMarker !== true || !DeleteMarkerVersionId || key === undefined) return [];
    return [{ key, versionId: DeleteMarkerVersionId }];
  });
}

const systemHeaders = [
  ['Content-Type', 'ContentType'],
  ['Cache-Control', 'CacheControl'],
  ['Content-Disposition', 'ContentDisposition'],
  ['Content-Encoding', 'ContentEncoding'],
  ['Content-Language', 'ContentLanguage'],
  ['Expires', 'ExpiresString'],
  ['x-amz-website-redirect-location', 'WebsiteRedirectLocation'],
] as const satisfies readonly (readonly [string, keyof HeadObjectCommandOutput])[];

const checksumFields = [
  ['CRC64NVME', 'ChecksumCRC64NVME'],
  ['CRC32C', 'ChecksumCRC32C'],
  ['CRC32', 'ChecksumCRC32'],
  ['SHA-256', 'ChecksumSHA256'],
  ['SHA-1', 'ChecksumSHA1'],
] as const satisfies readonly (readonly [string, keyof HeadObjectCommandOutput])[];

function toEncryption(head: HeadObjectCommandOutput): ObjectDetails['encryption'] {
  const algorithm = head.SSECustomerAlgorithm ? `SSE-C (${head.SSECustomerAlgorithm})` : head.ServerSideEncryption;
  if (!algorithm) return null;
  return { algorithm, keyId: head.SSEKMSKeyId ?? null, bucketKey: head.BucketKeyEnabled === true };
}

function toLock(head: HeadObjectCommandOutput): ObjectDetails['lock'] {
  const mode = head.ObjectLockMode ?? null;
  const legalHold = head.ObjectLockLegalHoldStatus === 'ON';
  if (mode === null && !legalHold) return null;
  return { mode, retainUntil: head.ObjectLockRetainUntilDate?.getTime() ?? null, legalHold };
}

export function toObjectDetails(key: string, head: HeadObjectCommandOutput): ObjectDetails {
  return {
    key,
    sizeBytes: head.ContentLength ?? 0,
    modified: head.LastModified?.getTime() ?? null,
    etag: head.ETag?.replaceAll('"', '') ?? null,
    versionId: head.VersionId ?? null,
    storageClass: head.StorageClass ?? null,
    systemMetadata: systemHeaders.flatMap(([name, field]) => (head[field] ? [{ name, value: head[field] }] : [])),
    userMetadata: Object.entries(head.Metadata ?? {}).map(([name, value]) => ({ name, value })),
    missingMetadata: head.MissingMeta ?? 0,
    checksums: checksumFields.flatMap(([algorithm, field]) => (head[field] ? [{ algorithm, value: head[field] }] : [])),
    checksumType: head.ChecksumType ?? null,
    encryption: toEncryption(head),
    lock: toLock(head),
    restore: head.Restore ?? null,
    archiveStatus: head.ArchiveStatus ?? null,
    replicationStatus: head.ReplicationStatus ?? null,
    partsCount: head.PartsCount ?? null,
    tagCount: head.TagCount ?? null,
    expiration: head.Expiration ?? null,
  };
}
