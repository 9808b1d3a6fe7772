import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import type { Migration, Store } from './types.ts';

const appliedRow = z.object({ number: z.number(), name: z.string() });

/** Any number will do, as long as every Cooper takes the same: the lock by which replicas migrate one after another. */
const migrationLock = 2_004_318_071;

/**
 * Brings the tables to where the code expects them, each migration once and in its own order, all in one transaction.
 * @throws AppError `store-unavailable` when the database was made by a later Cooper
 */
export async function migrate(store: Store, migrations: readonly Migration[]): Promise<void> {
  await store.transaction(async (rows) => {
    await rows.execute('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await rows.script(`
      CREATE SCHEMA IF NOT EXISTS cooper;
      CREATE TABLE IF NOT EXISTS cooper.migrations (number int PRIMARY KEY, name text NOT NULL, applied bigint NOT NULL);
    `);
    const applied = await rows.read(appliedRow, 'SELECT number, name FROM cooper.migrations ORDER BY number');
    const foreign = applied.find(({ number, name }) => migrations[number - 1]?.name !== name);
    if (foreign) {
      throw new AppError(
        'store-unavailable',
        `The console’s database holds the change “${foreign.name}”, which this version does not know. Start the later one.`,
      );
    }
    for (const [index, { name, sql }] of migrations.entries()) {
      if (index < applied.length) continue;
      await rows.script(sql);
      await rows.write('INSERT INTO cooper.migrations VALUES ($1, $2, $3)', [index + 1, name, Date.now()]);
    }
  });
}
