import type { SettingName, StoredSettings } from '../settings/stored.ts';
import type { Bucket } from './buckets.ts';
import type { Database } from './database.ts';

/** A setting of a bucket, `null` when it was never put. */
export function readSetting<Name extends SettingName>(
  database: Database,
  bucket: number,
  name: Name,
): StoredSettings[Name] | null {
  const row = database.get<{ document: string }>(
    "SELECT document FROM bucket_setting WHERE bucket = ? AND name = ? AND id = ''",
    bucket,
    name,
  );
  return row ? (JSON.parse(row.document) as StoredSettings[Name]) : null;
}

/** Documents of buckets as they were found; a bucket is looked up anew for every request. */
const found = new WeakMap<Bucket, Map<string, string>>();

/**
 * As `readSetting`, for the bucket of a request, whose settings are fetched together once: most requests look for several
 * and find none.
 */
export function settingOf<Name extends SettingName>(
  database: Database,
  bucket: Bucket,
  name: Name,
): StoredSettings[Name] | null {
  let documents = found.get(bucket);
  if (!documents) {
    const sql = "SELECT name, document FROM bucket_setting WHERE bucket = ? AND id = ''";
    const rows = database.all<{ name: string; document: string }>(sql, bucket.id);
    documents = new Map(rows.map((row) => [row.name, row.document]));
    found.set(bucket, documents);
  }
  const document = documents.get(name);
  return document === undefined ? null : (JSON.parse(document) as StoredSettings[Name]);
}

/** Names of the buckets that have a setting. */
export function listBucketsWith(database: Database, name: SettingName): string[] {
  const sql = "SELECT name FROM bucket WHERE id IN (SELECT bucket FROM bucket_setting WHERE name = ? AND id = '')";
  return database.all<{ name: string }>(sql, name).map((row) => row.name);
}

/** Replaces a setting of a bucket. */
export function writeSetting<Name extends SettingName>(
  database: Database,
  bucket: number,
  name: Name,
  value: StoredSettings[Name],
): void {
  database.run(
    "INSERT OR REPLACE INTO bucket_setting (bucket, name, id, document) VALUES (?, ?, '', ?)",
    bucket,
    name,
    JSON.stringify(value),
  );
}

/** Takes a setting away; nothing happens when there is none. */
export function removeSetting(database: Database, bucket: number, name: SettingName): void {
  database.run("DELETE FROM bucket_setting WHERE bucket = ? AND name = ? AND id = ''", bucket, name);
}

/** Forgets everything that was set on a bucket that goes. */
export function removeSettingsOf(database: Database, bucket: number): void {
  database.run('DELETE FROM bucket_setting WHERE bucket = ?', bucket);
}
