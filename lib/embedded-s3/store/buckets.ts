import type { Grant } from '../access/grants.ts';
import type { CorsRule } from '../cors/rules.ts';
import type { Database } from './database.ts';

export interface Tag {
  key: string;
  value: string;
}

/** Default retention of a bucket with object lock. */
export interface LockRule {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  days?: number;
  years?: number;
}

export interface Bucket {
  id: number;
  name: string;
  /** Canonical id of the owning account. */
  owner: string;
  /** Milliseconds since 1970. */
  created: number;
  region: string;
  /** `null` when versioning was never turned on. */
  versioning: 'Enabled' | 'Suspended' | null;
  hasLock: boolean;
  lockRule: LockRule | null;
  grants: Grant[];
  cors: CorsRule[] | null;
  tags: Tag[] | null;
}

interface BucketRow {
  id: number;
  name: string;
  owner: string;
  created: number;
  region: string;
  versioning: 'Enabled' | 'Suspended' | null;
  has_lock: number;
  lock_rule: string | null;
  grants: string;
  cors: string | null;
  tags: string | null;
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function toBucket(row: BucketRow): Bucket {
  return {
    id: row.id,
    name: row.name,
    owner: row.owner,
    created: row.created,
    region: row.region,
    versioning: row.versioning,
    hasLock: row.has_lock === 1,
    lockRule: parse(row.lock_rule) as LockRule | null,
    grants: parse(row.grants) as Grant[],
    cors: parse(row.cors) as CorsRule[] | null,
    tags: parse(row.tags) as Tag[] | null,
  };
}

export function findBucket(database: Database, name: string): Bucket | undefined {
  const row = database.get<BucketRow>('SELECT * FROM bucket WHERE name = ?', name);
  return row && toBucket(row);
}

/** Returns the id of the new bucket. */
export function insertBucket(database: Database, bucket: Omit<Bucket, 'id' | 'lockRule' | 'cors' | 'tags'>): number {
  const row = database.get<{ id: number }>(
    'INSERT INTO bucket (name, owner, created, region, versioning, has_lock, grants) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'RETURNING id',
    bucket.name,
    bucket.owner,
    bucket.created,
    bucket.region,
    bucket.versioning,
    bucket.hasLock ? 1 : 0,
    JSON.stringify(bucket.grants),
  );
  return row?.id ?? 0;
}

export function setVersioning(database: Database, id: number, status: 'Enabled' | 'Suspended'): void {
  database.run('UPDATE bucket SET versioning = ? WHERE id = ?', status, id);
}

/** Turns object lock on, which cannot be undone, with or without default retention. */
export function setLockRule(database: Database, id: number, rule: LockRule | null): void {
  database.run('UPDATE bucket SET has_lock = 1, lock_rule = ? WHERE id = ?', rule && JSON.stringify(rule), id);
}

export function setBucketGrants(database: Database, id: number, grants: Grant[]): void {
  database.run('UPDATE bucket SET grants = ? WHERE id = ?', JSON.stringify(grants), id);
}

export function setCors(database: Database, id: number, rules: CorsRule[] | null): void {
  database.run('UPDATE bucket SET cors = ? WHERE id = ?', rules && JSON.stringify(rules), id);
}

export function setBucketTags(database: Database, id: number, tags: Tag[] | null): void {
  database.run('UPDATE bucket SET tags = ? WHERE id = ?', tags && JSON.stringify(tags), id);
}

/** Whether a bucket is one of folders, which its name tells (S3 User Guide, "Directory bucket naming rules"). */
export function isDirectoryBucket(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?--[a-z0-9][a-z0-9-]*--x-s3$/.test(name);
}

/** One page of an owner's buckets, directory buckets or the others, in order of name. */
export function pageBuckets(
  database: Database,
  query: { owner: string; prefix: string; after: string; limit: number; isDirectory: boolean },
): Bucket[] {
  return database
    .all<BucketRow>(
      'SELECT * FROM bucket WHERE owner = ? AND name > ? AND substr(name, 1, ?) = ? ' +
        "AND (name GLOB '*--x-s3') = ? ORDER BY name LIMIT ?",
      query.owner,
      query.after,
      query.prefix.length,
      query.prefix,
      query.isDirectory ? 1 : 0,
      query.limit,
    )
    .map(toBucket);
}

/** Whether anything, even an old version or a delete marker, lies in the bucket. Pending uploads do not count. */
export function hasVersions(database: Database, id: number): boolean {
  return database.get('SELECT 1 FROM version WHERE bucket = ? LIMIT 1', id) !== undefined;
}
