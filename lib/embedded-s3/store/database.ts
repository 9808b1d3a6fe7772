import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { missingSizes, schema } from './schema.ts';

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
      this.#sqlite.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;');
      this.#sqlite.exec(schema);
      this.#addWhatIsMissing();
    } catch (error) {
      this.#sqlite.close();
      throw new Error(`${path} cannot be opened; most likely another server is using this data folder.`, {
        cause: error,
      });
    }
  }

  /** Gives data folders of before what has come since. */
  #addWhatIsMissing(): void {
    this.#addColumns('version', { encryption: 'TEXT', upload_id: 'TEXT' });
    this.#addColumns('blob', { size: 'INTEGER', md5: 'BLOB' });
    this.#sqlite.exec(missingSizes);
  }

  #addColumns(table: string, added: Record<string, string>): void {
    const columns = this.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table);
    for (const [column, type] of Object.entries(added)) {
      if (columns.some(({ name }) => name === column)) continue;
      this.#sqlite.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
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
