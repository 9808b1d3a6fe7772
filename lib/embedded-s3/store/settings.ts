import type { SettingName, StoredSettings } from '../settings/stored.ts';
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

/** Several settings of a bucket at once; those that were never put are missing. */
export function readSettings<Name extends SettingName>(
  database: Database,
  bucket: number,
  names: readonly Name[],
): { [Wanted in Name]?: StoredSettings[Wanted] } {
  const settings: { [Wanted in Name]?: StoredSettings[Wanted] } = {};
  const rows = database.all<{ name: string; document: string }>(
    "SELECT name, document FROM bucket_setting WHERE bucket = ? AND id = ''",
    bucket,
  );
  for (const row of rows) {
    const name = names.find((candidate) => candidate === row.name);
    if (name) settings[name] = JSON.parse(row.document) as StoredSettings[Name];
  }
  return settings;
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
