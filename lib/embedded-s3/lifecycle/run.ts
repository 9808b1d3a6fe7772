import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LifecycleConfiguration } from '../settings/lifecycle.ts';
import { findBucket, type Bucket, type Tag } from '../store/buckets.ts';
import { fromKeyBytes } from '../store/key-bytes.ts';
import { listBucketsWith, readSetting } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { listUploads, removeUpload } from '../store/uploads.ts';
import { insertMarker, removeVersion, setStorageClass } from '../store/versions.ts';
import { announceFrom } from '../events/announce.ts';
import type { ObjectEvent } from '../events/record.ts';
import type { Service } from '../operations/exchange.ts';
import type { Moment } from './due.ts';
import { isUploadDue, planKey, type AgingVersion, type LifecycleAction } from './plan.ts';

/** What lifecycle works on. */
export type LifecycleStage = Pick<Service, 'store' | 'events' | 'now'>;

/** Versions looked at between two turns of the event loop. */
const pageSize = 1000;

interface Row {
  id: number;
  key: Uint8Array;
  version_id: string;
  is_marker: number;
  modified: number;
  size: number;
  storage_class: string;
  tags: string | null;
  lock_until: number | null;
  legal_hold: number;
}

const sql = `SELECT id, key, version_id, is_marker, modified, size, storage_class, tags, lock_until, legal_hold
  FROM version WHERE bucket = ? AND key >= ? ORDER BY key, id DESC LIMIT ?`;

interface KeyVersions {
  bytes: Buffer;
  versions: AgingVersion[];
}

function toAging(row: Row, now: number): AgingVersion {
  return {
    versionId: row.version_id,
    isMarker: row.is_marker === 1,
    modified: row.modified,
    sizeBytes: row.size,
    storageClass: row.storage_class,
    tags: row.tags === null ? [] : (JSON.parse(row.tags) as Tag[]),
    isLocked: row.legal_hold === 1 || (row.lock_until ?? 0) > now,
  };
}

/** Keys from `from` on with all of their versions, and where to go on; a key is never split. */
function readKeys(
  store: Store,
  bucketId: number,
  from: Buffer,
  now: number,
): { keys: KeyVersions[]; next: Buffer | null } {
  for (let limit = pageSize; ; limit *= 4) {
    const rows = store.database.all<Row>(sql, bucketId, from, limit);
    const keys: KeyVersions[] = [];
    for (const row of rows) {
      const bytes = Buffer.from(row.key);
      const last = keys.at(-1);
      if (last?.bytes.equals(bytes)) last.versions.push(toAging(row, now));
      else keys.push({ bytes, versions: [toAging(row, now)] });
    }
    if (rows.length < limit) return { keys, next: null };
    // The last key may have more versions than were read.
    const last = keys.pop();
    if (keys.length > 0 && last) return { keys, next: last.bytes };
  }
}

/** Does what was planned for a key, and returns what happened. Within a transaction. */
function act(store: Store, bucket: Bucket, key: string, action: LifecycleAction, now: number): ObjectEvent {
  const isVersioned = bucket.versioning !== null;
  switch (action.kind) {
    case 'expire': {
      if (isVersioned) {
        const versionId = insertMarker(store, bucket, key, bucket.owner, now);
        return { name: 'LifecycleExpiration:DeleteMarkerCreated', key, versionId, content: null };
      }
      removeVersion(store, bucket, key, 'null');
      return { name: 'LifecycleExpiration:Delete', key, versionId: null, content: null };
    }
    case 'remove':
      removeVersion(store, bucket, key, action.versionId);
      return { name: 'LifecycleExpiration:Delete', key, versionId: action.versionId, content: null };
    case 'transition': {
      setStorageClass(store, bucket, key, action.versionId, action.storageClass);
      const versionId = isVersioned ? action.versionId : null;
      return { name: 'LifecycleTransition', key, versionId, content: null };
    }
  }
}

/** Lifecycle is nobody's request. */
const origin = { principalId: 's3.amazonaws.com', sourceIp: '127.0.0.1', requestId: 'LIFECYCLE' };

/** One page of a bucket; returns where the next begins, `null` at the end. */
function runPage(
  stage: LifecycleStage,
  bucket: Bucket,
  configuration: LifecycleConfiguration,
  from: Buffer,
  moment: Moment,
): Buffer | null {
  const { store } = stage;
  const { now } = moment;
  const { keys, next } = readKeys(store, bucket.id, from, now);
  const context = { ...moment, isVersioned: bucket.versioning !== null };
  const planned = keys.flatMap(({ bytes, versions }) => {
    const key = fromKeyBytes(bytes);
    return planKey(configuration, key, versions, context).map((action) => ({ key, action }));
  });
  if (planned.length === 0) return next;
  const events = store.transaction(() => planned.map(({ key, action }) => act(store, bucket, key, action, now)));
  for (const event of events) announceFrom(stage, bucket, origin, event);
  return next;
}

function endUploads(store: Store, bucket: Bucket, configuration: LifecycleConfiguration, moment: Moment): void {
  const everything = { bucketId: bucket.id, prefix: '', delimiter: '', keyMarker: '', uploadIdMarker: '' };
  if (!configuration.rules.some((rule) => rule.abortUploadsAfterDays !== null)) return;
  const { uploads } = listUploads(store, { ...everything, limit: Infinity });
  const due = uploads.filter((upload) => isUploadDue(configuration, upload, moment));
  store.transaction(() => {
    for (const { id } of due) removeUpload(store, id);
  });
}

/**
 * Does what the lifecycle rules of every bucket say is due, a page at a time so that requests are answered meanwhile.
 * Stops early when the signal is aborted. Days are true ones unless `shortDayMs` says how long they last.
 */
export async function runLifecycle(
  stage: LifecycleStage,
  signal: AbortSignal,
  shortDayMs: number | null,
): Promise<void> {
  const { store } = stage;
  const moment = { now: stage.now(), shortDayMs };
  for (const name of listBucketsWith(store.database, 'lifecycle')) {
    let from: Buffer | null = Buffer.alloc(0);
    while (from !== null) {
      await nextTurn();
      // Both may have changed since the last page.
      const bucket = signal.aborted ? undefined : findBucket(store.database, name);
      const configuration = bucket && readSetting(store.database, bucket.id, 'lifecycle');
      if (!configuration) break;
      if (from.length === 0) endUploads(store, bucket, configuration, moment);
      from = runPage(stage, bucket, configuration, from, moment);
    }
  }
}
