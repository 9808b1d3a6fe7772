import type { ConfigurationName, StoredConfigurations } from '../settings/stored.ts';
import type { Database } from './database.ts';

/** One of the configurations of a kind, `null` when there is none of this id. */
export function readConfiguration<Name extends ConfigurationName>(
  database: Database,
  bucket: number,
  name: Name,
  id: string,
): StoredConfigurations[Name] | null {
  const row = database.get<{ document: string }>(
    'SELECT document FROM bucket_setting WHERE bucket = ? AND name = ? AND id = ?',
    bucket,
    name,
    id,
  );
  return row ? (JSON.parse(row.document) as StoredConfigurations[Name]) : null;
}

/** Adds a configuration, or replaces the one of its id. */
export function writeConfiguration<Name extends ConfigurationName>(
  database: Database,
  bucket: number,
  name: Name,
  value: StoredConfigurations[Name],
): void {
  database.run(
    'INSERT OR REPLACE INTO bucket_setting (bucket, name, id, document) VALUES (?, ?, ?, ?)',
    bucket,
    name,
    value.id,
    JSON.stringify(value),
  );
}

/** `false` when there was none of this id. */
export function removeConfiguration(database: Database, bucket: number, name: ConfigurationName, id: string): boolean {
  return database.run('DELETE FROM bucket_setting WHERE bucket = ? AND name = ? AND id = ?', bucket, name, id) === 1;
}

export function countConfigurations(database: Database, bucket: number, name: ConfigurationName): number {
  const row = database.get<{ count: number }>(
    'SELECT count(*) AS count FROM bucket_setting WHERE bucket = ? AND name = ?',
    bucket,
    name,
  );
  return row?.count ?? 0;
}

/** Configurations of a kind in the order of their ids, from the one after `after` on. */
export function pageConfigurations<Name extends ConfigurationName>(
  database: Database,
  bucket: number,
  name: Name,
  page: { after: string; limit: number },
): StoredConfigurations[Name][] {
  return database
    .all<{ document: string }>(
      'SELECT document FROM bucket_setting WHERE bucket = ? AND name = ? AND id > ? ORDER BY id LIMIT ?',
      bucket,
      name,
      page.after,
      page.limit,
    )
    .map(({ document }) => JSON.parse(document) as StoredConfigurations[Name]);
}
