import { randomBytes } from 'node:crypto';
import type { Grant } from '../access/grants.ts';
import type { ChecksumAlgorithm, ChecksumType } from '../checksums/algorithms.ts';
import type { Encryption } from '../encryption/customer-key.ts';
import type { Extent } from './blobs.ts';
import type { Tag } from './buckets.ts';
import { afterKey, afterPrefix, fromKeyBytes, toKeyBytes } from './key-bytes.ts';
import { commonPrefix } from './listing.ts';
import type { Store } from './store.ts';
import type { Retention } from './versions.ts';

/** What CreateMultipartUpload said the object shall be. */
export interface UploadAttributes {
  headers: Record<string, string>;
  tags: Tag[];
  /** Canonical id of the account that will own the object. */
  owner: string;
  grants: Grant[];
  retention: Retention | null;
  legalHold: boolean;
  encryption: Encryption | null;
}

export interface Upload {
  id: number;
  uploadId: string;
  key: string;
  /** Milliseconds since 1970. */
  initiated: number;
  owner: string;
  storageClass: string;
  checksumAlgorithm: ChecksumAlgorithm | null;
  checksumType: ChecksumType | null;
  attributes: UploadAttributes;
}

export interface Part {
  number: number;
  sizeBytes: number;
  /** Hexadecimal MD5. */
  etag: string;
  /** Base64, of the upload's algorithm. */
  checksum: string | null;
  modified: number;
  extents: Extent[];
}

interface UploadRow {
  id: number;
  upload_id: string;
  key: Uint8Array;
  initiated: number;
  owner: string;
  storage_class: string;
  checksum_algorithm: ChecksumAlgorithm | null;
  checksum_type: ChecksumType | null;
  attributes: string;
}

interface PartRow {
  number: number;
  size: number;
  etag: string;
  checksum: string | null;
  modified: number;
  extents: string;
}

function toAttributes(text: string): Omit<UploadAttributes, 'owner' | 'encryption'> & Partial<UploadAttributes> {
  return JSON.parse(text) as UploadAttributes;
}

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    uploadId: row.upload_id,
    key: fromKeyBytes(row.key),
    initiated: row.initiated,
    owner: row.owner,
    storageClass: row.storage_class,
    checksumAlgorithm: row.checksum_algorithm,
    checksumType: row.checksum_type,
    // Uploads begun by an older server do not say who will own the object, nor how it is encrypted.
    attributes: { owner: row.owner, encryption: null, ...toAttributes(row.attributes) },
  };
}

function toPart(row: PartRow): Part {
  const { number, size: sizeBytes, etag, checksum, modified } = row;
  return { number, sizeBytes, etag, checksum, modified, extents: JSON.parse(row.extents) as Extent[] };
}

/** Records an upload and returns its id. Ids sort by time of initiation, which is how uploads of one key are listed. */
export function insertUpload(store: Store, bucketId: number, upload: Omit<Upload, 'id' | 'uploadId'>): string {
  const id = store.takeIds();
  const uploadId = id.toString(36).padStart(10, '0') + randomBytes(24).toString('base64url');
  store.database.run(
    `INSERT INTO upload (id, upload_id, bucket, key, initiated, owner, storage_class, checksum_algorithm, checksum_type,
      attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    uploadId,
    bucketId,
    toKeyBytes(upload.key),
    upload.initiated,
    upload.owner,
    upload.storageClass,
    upload.checksumAlgorithm,
    upload.checksumType,
    JSON.stringify(upload.attributes),
  );
  return uploadId;
}

export function findUpload(store: Store, bucketId: number, key: string, uploadId: string): Upload | undefined {
  const row = store.database.get<UploadRow>(
    'SELECT * FROM upload WHERE upload_id = ? AND bucket = ? AND key = ?',
    uploadId,
    bucketId,
    toKeyBytes(key),
  );
  return row && toUpload(row);
}

/** Records a part, in place of an earlier one of that number. Within a transaction; its extents must count already. */
export function putPart(store: Store, uploadRowId: number, part: Part): void {
  const before = store.database.get<{ extents: string }>(
    'SELECT extents FROM part WHERE upload = ? AND number = ?',
    uploadRowId,
    part.number,
  );
  if (before) {
    store.release(JSON.parse(before.extents) as Extent[]);
    store.database.run('DELETE FROM part WHERE upload = ? AND number = ?', uploadRowId, part.number);
  }
  store.database.run(
    'INSERT INTO part (upload, number, size, etag, checksum, modified, extents) VALUES (?, ?, ?, ?, ?, ?, ?)',
    uploadRowId,
    part.number,
    part.sizeBytes,
    part.etag,
    part.checksum,
    part.modified,
    JSON.stringify(part.extents),
  );
}

/** Parts by ascending number, those after `after`. */
export function listParts(store: Store, uploadRowId: number, after = 0, limit = 10_001): Part[] {
  return store.database
    .all<PartRow>(
      'SELECT * FROM part WHERE upload = ? AND number > ? ORDER BY number LIMIT ?',
      uploadRowId,
      after,
      limit,
    )
    .map(toPart);
}

/** Forgets an upload. References of its parts are given up, except of those `kept`. Within a transaction. */
export function removeUpload(store: Store, uploadRowId: number, kept: ReadonlySet<number> = new Set()): void {
  for (const part of listParts(store, uploadRowId)) if (!kept.has(part.number)) store.release(part.extents);
  store.database.run('DELETE FROM part WHERE upload = ?', uploadRowId);
  store.database.run('DELETE FROM upload WHERE id = ?', uploadRowId);
}

/** Forgets every upload of a bucket that is being deleted. Within a transaction. */
export function removeUploadsOf(store: Store, bucketId: number): void {
  const rows = store.database.all<{ id: number }>('SELECT id FROM upload WHERE bucket = ?', bucketId);
  for (const { id } of rows) removeUpload(store, id);
}

export interface UploadQuery {
  bucketId: number;
  prefix: string;
  delimiter: string;
  keyMarker: string;
  uploadIdMarker: string;
  limit: number;
}

export interface UploadPage {
  uploads: Upload[];
  prefixes: string[];
  next: { key: string; uploadId: string } | null;
}

const walkSql = `SELECT * FROM upload WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key, upload_id`;
const restOfKeySql = `SELECT * FROM upload WHERE bucket = ? AND key = ? AND upload_id > ? ORDER BY upload_id`;

function* walkUploads(store: Store, query: UploadQuery): Generator<Upload | string> {
  const prefix = toKeyBytes(query.prefix);
  const marker = toKeyBytes(query.keyMarker);
  let from: Buffer | null = prefix;
  if (query.keyMarker !== '') {
    if (query.uploadIdMarker !== '' && marker.subarray(0, prefix.length).equals(prefix)) {
      yield* store.database.all<UploadRow>(restOfKeySql, query.bucketId, marker, query.uploadIdMarker).map(toUpload);
    }
    const isPrefix = commonPrefix(query.keyMarker, query.prefix.length, query.delimiter) === query.keyMarker;
    const after = isPrefix ? afterPrefix(marker) : afterKey(marker);
    if (Buffer.compare(after, prefix) > 0) from = after;
  }
  while (from !== null) {
    const seek: Buffer = from;
    from = null;
    for (const row of store.database.iterate<UploadRow>(walkSql, query.bucketId, seek, afterPrefix(prefix))) {
      const upload = toUpload(row);
      const common = commonPrefix(upload.key, query.prefix.length, query.delimiter);
      if (common === null) yield upload;
      else {
        from = afterPrefix(toKeyBytes(common));
        yield common;
        break;
      }
    }
  }
}

/** One page of unfinished uploads: keys ascending, then oldest first. */
export function listUploads(store: Store, query: UploadQuery): UploadPage {
  const page: UploadPage = { uploads: [], prefixes: [], next: null };
  let last: UploadPage['next'] = null;
  for (const entry of walkUploads(store, query)) {
    if (page.uploads.length + page.prefixes.length === query.limit) return { ...page, next: last };
    if (typeof entry === 'string') {
      page.prefixes.push(entry);
      last = { key: entry, uploadId: '' };
    } else {
      page.uploads.push(entry);
      last = { key: entry.key, uploadId: entry.uploadId };
    }
  }
  return page;
}
