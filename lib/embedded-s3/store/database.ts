import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * Keys are BLOBs, so that SQLite's order is the order of S3 listings: ascending UTF-8 bytes.
 *
 * `bucket_setting` holds settings as JSON; `id` tells those apart of which a bucket may have several, and is empty else.
 *
 * `version` holds every version and delete marker; a higher id is newer. `is_current` marks what a plain listing shows,
 * the newest version of a key unless it is a delete marker; the partial index holds exactly those. Wide columns come
 * last, where SQLite does not read them unless asked.
 */
const schema = `
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
  encryption TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS version_order ON version (bucket, key, id DESC);
CREATE INDEX IF NOT EXISTS version_current ON version (bucket, key) WHERE is_current = 1;

CREATE TABLE IF NOT EXISTS blob (name TEXT PRIMARY KEY, reference_count INTEGER NOT NULL) WITHOUT ROWID;

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
`;

/** A server that is just ending gets this long to let go of the folder. */
const lockWaitMs = 500;

/** SQLite with a cache of prepared statements. Everything is synchronous: a transaction is never seen half done. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#sqlite = new DatabaseSync(path, { timeout: lockWaitMs });
    try {
      // Exclusive: a second server on the same folder is refused instead of sweeping blobs that are in use.
      this.#sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      this.#sqlite.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;');
      this.#sqlite.exec(schema);
      this.#addMissingColumns();
    } catch (error) {
      this.#sqlite.close();
      throw new Error(`${path} cannot be opened; most likely another server is using this data folder.`, {
        cause: error,
      });
    }
  }

  /** Data folders of before have what they had then. */
  #addMissingColumns(): void {
    const columns = this.all<{ name: string }>("SELECT name FROM pragma_table_info('version')");
    if (columns.some(({ name }) => name === 'encryption')) return;
    this.#sqlite.exec('ALTER TABLE version ADD COLUMN encryption TEXT');
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The first row, `undefined` when there is none. `Row` is what the statement selects. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- only the caller knows what is selected
  get<Row>(sql: string, ...parameters: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...parameters) as Row | undefined;
  }

  all<Row>(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...parameters) as Row[];
  }

  /** Rows one by one, read as they are asked for. Only one iteration of a statement may be open at a time. */
  iterate<Row>(sql: string, ...parameters: SQLInputValue[]): IterableIterator<Row> {
    return this.#prepare(sql).iterate(...parameters) as IterableIterator<Row>;
  }

  /** Number of rows changed. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...parameters).changes);
  }

  /** As `run`, for a statement whose parameters have names. */
  runNamed(sql: string, parameters: Record<string, SQLInputValue>): number {
    return Number(this.#prepare(sql).run(parameters).changes);
  }

  /** Runs `work` as one transaction, undone when it throws. */
  transaction<Value>(work: () => Value): Value {
    this.#prepare('BEGIN IMMEDIATE').run();
    try {
      const value = work();
      this.#prepare('COMMIT').run();
      return value;
    } catch (error) {
      this.#prepare('ROLLBACK').run();
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }
}
