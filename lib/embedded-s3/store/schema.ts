/**
 * Keys are BLOBs, so that SQLite's order is the order of S3 listings: ascending UTF-8 bytes.
 *
 * `bucket_setting` holds settings as JSON; `id` tells those apart of which a bucket may have several, and is empty else.
 *
 * `version` holds every version and delete marker; a higher id is newer. `is_current` marks what a plain listing shows,
 * the newest version of a key unless it is a delete marker; the partial index holds exactly those. Wide columns come
 * last, where SQLite does not read them unless asked.
 *
 * `blob` knows size and MD5 of what lies in a file, before it is sealed, unless a customer's key seals it.
 *
 * `bucket_size` is what lies in each bucket, kept by triggers: bytes of versions and parts, and how many versions and
 * delete markers. `usage_state` is what lay there at the end of each quarter of an hour in which it changed,
 * `usage_count` what was asked in it; both know buckets by name, for they outlive them.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bucket (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  created INTEGER NOT NULL,
  region TEXT NOT NULL,
  versioning TEXT,
  has_lock INTEGER NOT NULL,
  lock_rule TEXT,
  grants TEXT NOT NULL,
  cors TEXT,
  tags TEXT
);

CREATE TABLE IF NOT EXISTS bucket_setting (
  bucket INTEGER NOT NULL REFERENCES bucket (id),
  name TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (bucket, name, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS version (
  id INTEGER PRIMARY KEY,
  bucket INTEGER NOT NULL REFERENCES bucket (id),
  key BLOB NOT NULL,
  version_id TEXT NOT NULL,
  is_current INTEGER NOT NULL,
  is_marker INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  storage_class TEXT NOT NULL,
  owner TEXT NOT NULL,
  checksum TEXT,
  restored_until INTEGER,
  lock_mode TEXT,
  lock_until INTEGER,
  legal_hold INTEGER NOT NULL DEFAULT 0,
  headers TEXT NOT NULL DEFAULT '{}',
  tags TEXT,
  grants TEXT,
  parts TEXT,
  extents TEXT NOT NULL DEFAULT '[]',
  encryption TEXT,
  upload_id TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS version_order ON version (bucket, key, id DESC);
CREATE INDEX IF NOT EXISTS version_current ON version (bucket, key) WHERE is_current = 1;

CREATE TABLE IF NOT EXISTS blob (
  name TEXT PRIMARY KEY,
  reference_count INTEGER NOT NULL,
  size INTEGER,
  md5 BLOB
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS upload (
  id INTEGER PRIMARY KEY,
  upload_id TEXT NOT NULL UNIQUE,
  bucket INTEGER NOT NULL REFERENCES bucket (id),
  key BLOB NOT NULL,
  initiated INTEGER NOT NULL,
  owner TEXT NOT NULL,
  storage_class TEXT NOT NULL,
  checksum_algorithm TEXT,
  checksum_type TEXT,
  attributes TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS upload_order ON upload (bucket, key, upload_id);

CREATE TABLE IF NOT EXISTS part (
  upload INTEGER NOT NULL REFERENCES upload (id),
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum TEXT,
  modified INTEGER NOT NULL,
  extents TEXT NOT NULL,
  PRIMARY KEY (upload, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bucket_size (
  bucket INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL DEFAULT 0,
  objects INTEGER NOT NULL DEFAULT 0
);
CREATE TRIGGER IF NOT EXISTS bucket_added AFTER INSERT ON bucket BEGIN
  INSERT INTO bucket_size (bucket) VALUES (new.id);
END;
CREATE TRIGGER IF NOT EXISTS bucket_removed AFTER DELETE ON bucket BEGIN
  DELETE FROM bucket_size WHERE bucket = old.id;
END;
CREATE TRIGGER IF NOT EXISTS version_added AFTER INSERT ON version BEGIN
  UPDATE bucket_size SET bytes = bytes + new.size, objects = objects + 1 WHERE bucket = new.bucket;
END;
CREATE TRIGGER IF NOT EXISTS version_removed AFTER DELETE ON version BEGIN
  UPDATE bucket_size SET bytes = bytes - old.size, objects = objects - 1 WHERE bucket = old.bucket;
END;
CREATE TRIGGER IF NOT EXISTS part_added AFTER INSERT ON part BEGIN
  UPDATE bucket_size SET bytes = bytes + new.size WHERE bucket = (SELECT bucket FROM upload WHERE id = new.upload);
END;
CREATE TRIGGER IF NOT EXISTS part_removed AFTER DELETE ON part BEGIN
  UPDATE bucket_size SET bytes = bytes - old.size WHERE bucket = (SELECT bucket FROM upload WHERE id = old.upload);
END;

CREATE TABLE IF NOT EXISTS usage_state (
  bucket TEXT NOT NULL,
  interval INTEGER NOT NULL,
  owner TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  PRIMARY KEY (bucket, interval)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_count (
  bucket TEXT NOT NULL,
  interval INTEGER NOT NULL,
  account TEXT NOT NULL,
  operation TEXT NOT NULL,
  count INTEGER NOT NULL,
  incoming INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  PRIMARY KEY (bucket, interval, account, operation)
) WITHOUT ROWID;
`;

/** Counts what lies in buckets that were made before anybody counted. */
export const missingSizes = `
INSERT INTO bucket_size (bucket, bytes, objects)
SELECT bucket.id,
  coalesce((SELECT sum(size) FROM version WHERE version.bucket = bucket.id), 0) +
    coalesce((SELECT sum(part.size) FROM part JOIN upload ON upload.id = part.upload WHERE upload.bucket = bucket.id), 0),
  (SELECT count(*) FROM version WHERE version.bucket = bucket.id)
FROM bucket WHERE bucket.id NOT IN (SELECT bucket FROM bucket_size);
`;
