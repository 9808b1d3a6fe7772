import type { Pool, PoolClient } from 'pg';
import { AppError } from '../errors/app-error.ts';
import { makeRows } from './rows.ts';
import type { Rows, Store } from './types.ts';

const maxConnections = 8;
const connectTimeoutMs = 5_000;

/**
 * Whether the database itself could not be had: no connection, refused credentials, shutting down, no such database
 * (https://www.postgresql.org/docs/15/errcodes-appendix.html, classes 08, 28, 53, 57P and 3D), or Node's network codes.
 */
function isUnreachable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(?:08|28|53|57P|3D)|^E[A-Z]{3,}/u.test(code) || /timeout|terminated/iu.test(error.message);
}

async function explain<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new AppError('store-unavailable', 'The database of the console (DATABASE_URL) cannot be reached.', {
      cause: error,
    });
  }
}

function makePostgresRows(database: Pool | PoolClient): Rows {
  return makeRows({
    execute: (text, values) =>
      explain(async () => {
        const { rows, rowCount } = await database.query<Record<string, unknown>>(text, [...values]);
        return { rows, count: rowCount ?? 0 };
      }),
    async script(text) {
      await explain(() => database.query(text));
    },
  });
}

async function inTransaction<Value>(pool: Pool, work: (rows: Rows) => Promise<Value>): Promise<Value> {
  const client = await explain(() => pool.connect());
  const rows = makePostgresRows(client);
  try {
    await rows.script('BEGIN');
    const value = await work(rows);
    await rows.script('COMMIT');
    client.release();
    return value;
  } catch (error) {
    // A connection that cannot even go back to where it began is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** Opens a pool of connections to a PostgreSQL; the first statement tells whether it can be reached. */
export async function openPostgres(url: string): Promise<Store> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'cooper',
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(type, format) as (text: string) => unknown),
    },
  });
  // A connection that breaks while idle is replaced at the next statement.
  pool.on('error', () => undefined);
  return {
    ...makePostgresRows(pool),
    driver: { kind: 'postgres', url },
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}
