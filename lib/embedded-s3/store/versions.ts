import { randomBytes } from 'node:crypto';
import type { Grant } from '../access/grants.ts';
import type { Checksum } from '../checksums/algorithms.ts';
import type { Encryption } from '../encryption/customer-key.ts';
import type { Extent } from './blobs.ts';
import type { Bucket, Tag } from './buckets.ts';
import { fromKeyBytes, toKeyBytes } from './key-bytes.ts';
import type { Store } from './store.ts';

export interface Retention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Milliseconds since 1970. */
  until: number;
}

/** A part of a completed multipart upload, as GetObjectAttributes and `partNumber` know it. */
export interface PartSummary {
  number: number;
  sizeBytes: number;
  checksum: string | null;
}

/** What an object is made of, whatever made it: PUT, copy or a completed upload. */
export interface VersionContent {
  modified: number;
  sizeBytes: number;
  /** Without quotes. */
  etag: string;
  storageClass: string;
  /** Canonical id of the account that wrote it. */
  owner: string;
  checksum: Checksum | null;
  retention: Retention | null;
  legalHold: boolean;
  /** System and user metadata as answer headers, names in lower case. */
  headers: Record<string, string>;
  tags: Tag[];
  grants: Grant[];
  /** `null` when the bytes lie as they came. */
  encryption: Encryption | null;
  parts: PartSummary[] | null;
  extents: Extent[];
  /** The upload in parts that made it, so that completing it once more can be told so. */
  uploadId?: string;
}

export interface Version extends VersionContent {
  id: number;
  key: string;
  /** `null` (the text) for what was written while versioning was off or suspended. */
  versionId: string;
  isMarker: boolean;
  /** Until when a restored copy of an archived object stays; `null` when there is none. */
  restoredUntil: number | null;
}

interface VersionRow {
  id: number;
  key: Uint8Array;
  version_id: string;
  is_marker: number;
  modified: number;
  size: number;
  etag: string;
  storage_class: string;
  owner: string;
  checksum: string | null;
  restored_until: number | null;
  lock_mode: 'GOVERNANCE' | 'COMPLIANCE' | null;
  lock_until: number | null;
  legal_hold: number;
  headers: string;
  tags: string | null;
  grants: string | null;
  parts: string | null;
  extents: string;
  encryption: string | null;
}

function parseOr<Value>(text: string | null, fallback: Value): Value {
  return text === null ? fallback : (JSON.parse(text) as Value);
}

function toVersion(row: VersionRow): Version {
  return {
    id: row.id,
    key: fromKeyBytes(row.key),
    versionId: row.version_id,
    isMarker: row.is_marker === 1,
    modified: row.modified,
    sizeBytes: row.size,
    etag: row.etag,
    storageClass: row.storage_class,
    owner: row.owner,
    checksum: parseOr<Checksum | null>(row.checksum, null),
    restoredUntil: row.restored_until,
    retention: row.lock_mode && row.lock_until !== null ? { mode: row.lock_mode, until: row.lock_until } : null,
    legalHold: row.legal_hold === 1,
    headers: parseOr(row.headers, {}),
    tags: parseOr<Tag[]>(row.tags, []),
    grants: parseOr<Grant[]>(row.grants, []),
    encryption: parseOr<Encryption | null>(row.encryption, null),
    parts: parseOr<PartSummary[] | null>(row.parts, null),
    extents: parseOr<Extent[]>(row.extents, []),
  };
}

/** The newest version of a key, be it a delete marker, or the one with the given version id. */
export function findVersion(store: Store, bucket: Bucket, key: string, versionId?: string): Version | undefined {
  const { database } = store;
  const row =
    versionId === undefined
      ? database.get<VersionRow>(
          'SELECT * FROM version WHERE bucket = ? AND key = ? ORDER BY id DESC LIMIT 1',
          bucket.id,
          toKeyBytes(key),
        )
      : database.get<VersionRow>(
          'SELECT * FROM version WHERE bucket = ? AND key = ? AND version_id = ?',
          bucket.id,
          toKeyBytes(key),
          versionId,
        );
  return row && toVersion(row);
}

/** The version that an upload in parts has become, while it is there. */
export function findVersionOfUpload(store: Store, bucket: Bucket, key: string, uploadId: string): Version | undefined {
  const sql = 'SELECT * FROM version WHERE bucket = ? AND key = ? AND upload_id = ?';
  const row = store.database.get<VersionRow>(sql, bucket.id, toKeyBytes(key), uploadId);
  return row && toVersion(row);
}

/**
 * Version ids begin with the row's id, so that a listing can go on after a version that has been deleted meanwhile;
 * the rest is random, so that ids cannot be guessed.
 */
function makeVersionId(id: number): string {
  return id.toString(36).padStart(10, '0') + randomBytes(16).toString('base64url');
}

/** Row id within a version id, `null` when the text is not one of ours. */
export function rowIdOf(versionId: string): number | null {
  return /^[0-9a-z]{10}[\w-]{22}$/.test(versionId) ? parseInt(versionId.slice(0, 10), 36) : null;
}

const insertSql = `INSERT INTO version (id, bucket, key, version_id, is_current, is_marker, modified, size, etag,
  storage_class, owner, checksum, lock_mode, lock_until, legal_hold, headers, tags, grants, parts, extents, encryption, upload_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const markerContent = { sizeBytes: 0, etag: '', storageClass: 'STANDARD', checksum: null, retention: null };

/**
 * Puts a new newest version of a key, replacing the null version where versioning is off or suspended. Within a
 * transaction; the content's extents must already count this reference. Returns the version id.
 */
export function insertVersion(store: Store, bucket: Bucket, key: string, content: VersionContent): string {
  return insertRow(store, bucket, key, content, false);
}

/** As `insertVersion`, for a delete marker. */
export function insertMarker(store: Store, bucket: Bucket, key: string, owner: string, modified: number): string {
  const content = { ...markerContent, owner, modified, legalHold: false, headers: {}, tags: [], grants: [] };
  return insertRow(store, bucket, key, { ...content, encryption: null, parts: null, extents: [] }, true);
}

/** As `parseOr` reads it: nothing and empty lists as `null`. */
function toText(value: object | null): string | null {
  return value === null || (Array.isArray(value) && value.length === 0) ? null : JSON.stringify(value);
}

function insertRow(store: Store, bucket: Bucket, key: string, content: VersionContent, isMarker: boolean): string {
  const { database } = store;
  const keyBytes = toKeyBytes(key);
  const id = store.takeIds();
  const versionId = bucket.versioning === 'Enabled' ? makeVersionId(id) : 'null';
  if (versionId === 'null') removeRow(store, bucket.id, keyBytes, 'null');
  database.run(
    'UPDATE version SET is_current = 0 WHERE bucket = ? AND key = ? AND is_current = 1',
    bucket.id,
    keyBytes,
  );
  database.run(
    insertSql,
    id,
    bucket.id,
    keyBytes,
    versionId,
    isMarker ? 0 : 1,
    isMarker ? 1 : 0,
    content.modified,
    content.sizeBytes,
    content.etag,
    content.storageClass,
    content.owner,
    toText(content.checksum),
    content.retention?.mode ?? null,
    content.retention?.until ?? null,
    content.legalHold ? 1 : 0,
    JSON.stringify(content.headers),
    toText(content.tags),
    toText(content.grants),
    toText(content.parts),
    JSON.stringify(content.extents),
    toText(content.encryption),
    content.uploadId ?? null,
  );
  return versionId;
}

function removeRow(store: Store, bucketId: number, key: Buffer, versionId: string): boolean {
  const row = store.database.get<{ extents: string }>(
    'DELETE FROM version WHERE bucket = ? AND key = ? AND version_id = ? RETURNING extents',
    bucketId,
    key,
    versionId,
  );
  if (row) store.release(JSON.parse(row.extents) as Extent[]);
  return row !== undefined;
}

/** Removes one version for good; what was under it becomes current. Within a transaction. */
export function removeVersion(store: Store, bucket: Bucket, key: string, versionId: string): boolean {
  const keyBytes = toKeyBytes(key);
  const isRemoved = removeRow(store, bucket.id, keyBytes, versionId);
  if (isRemoved) {
    store.database.run(
      `UPDATE version SET is_current = 1 WHERE is_marker = 0 AND is_current = 0 AND id =
        (SELECT id FROM version WHERE bucket = ? AND key = ? ORDER BY id DESC LIMIT 1)`,
      bucket.id,
      keyBytes,
    );
  }
  return isRemoved;
}

export function setTags(store: Store, id: number, tags: Tag[]): void {
  store.database.run('UPDATE version SET tags = ? WHERE id = ?', tags.length > 0 ? JSON.stringify(tags) : null, id);
}

/** Moves a version to another storage class; a restored copy is of no more use. Within a transaction. */
export function setStorageClass(store: Store, bucket: Bucket, key: string, versionId: string, name: string): void {
  store.database.run(
    'UPDATE version SET storage_class = ?, restored_until = NULL WHERE bucket = ? AND key = ? AND version_id = ?',
    name,
    bucket.id,
    toKeyBytes(key),
    versionId,
  );
}

export function setGrants(store: Store, id: number, grants: Grant[]): void {
  store.database.run('UPDATE version SET grants = ? WHERE id = ?', JSON.stringify(grants), id);
}

export function setRetention(store: Store, id: number, retention: Retention | null): void {
  store.database.run(
    'UPDATE version SET lock_mode = ?, lock_until = ? WHERE id = ?',
    retention?.mode ?? null,
    retention?.until ?? null,
    id,
  );
}

export function setLegalHold(store: Store, id: number, isOn: boolean): void {
  store.database.run('UPDATE version SET legal_hold = ? WHERE id = ?', isOn ? 1 : 0, id);
}

export function setRestoredUntil(store: Store, id: number, until: number): void {
  store.database.run('UPDATE version SET restored_until = ? WHERE id = ?', until, id);
}
