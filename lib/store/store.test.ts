import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrate } from './migrate';
import { migrations } from './migrations/all';
import { openPglite } from './pglite';
import { openPostgres } from './postgres';
import type { Migration } from './types';

const parent = mkdtempSync(join(tmpdir(), 'cooper-store-'));
const folder = join(parent, 'store');
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const numberRow = z.object({ n: z.number() });
const things: Migration = { name: 'things', sql: 'CREATE TABLE cooper.things (n bigint, value json)' };
const more: Migration = { name: 'more', sql: 'ALTER TABLE cooper.things ADD COLUMN more text; SELECT 1' };

/** A process that takes the database, says so, and stays. */
async function spawnOwner(path: string) {
  const modulePath = fileURLToPath(new URL('lock.ts', import.meta.url));
  const script = `import { tryLock } from ${JSON.stringify(modulePath)};
    globalThis.lock = tryLock(${JSON.stringify(`${path}.lock`)}); console.log('locked'); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the database in this process', { timeout: 120_000 }, () => {
  beforeAll(() => {
    // What a process leaves that was killed while it made the database.
    mkdirSync(`${folder}.new`, { recursive: true });
    writeFileSync(join(`${folder}.new`, 'PG_VERSION'), '');
  });

  it('is made whole although its making was once cut short', async () => {
    const store = await openPglite(folder);
    expect(existsSync(`${folder}.new`)).toBe(false);
    await migrate(store, migrations);
    await migrate(store, migrations);
    const applied = z.object({ name: z.string() });
    expect(await store.read(applied, 'SELECT name FROM cooper.migrations ORDER BY number')).toEqual(
      migrations.map(({ name }) => ({ name })),
    );
    await store.close();
  });

  it('belongs to one process, until that ends however it may', async () => {
    const child = await spawnOwner(folder);
    await expect(openPglite(folder, 0)).rejects.toMatchObject({ code: 'store-unavailable' });
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const store = await openPglite(folder, 0);
    await store.close();
  });

  it('keeps whole transactions and migrates from where it stands', async () => {
    let store = await openPglite(folder);
    await store.script('DROP SCHEMA cooper CASCADE');
    await migrate(store, [things]);
    const value = { key: 'nul \u0000, emoji 🪣', lone: '\ud800' };
    await store.write('INSERT INTO cooper.things VALUES ($1, $2)', [2 ** 40, JSON.stringify(value)]);
    const failing = store.transaction(async (rows) => {
      expect(await rows.write('INSERT INTO cooper.things VALUES (1, NULL), (2, NULL)')).toBe(2);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await store.close();

    store = await openPglite(folder);
    await migrate(store, [things, more]);
    const row = z.object({ n: z.number(), value: z.json(), more: z.null() });
    expect(await store.read(row, 'SELECT * FROM cooper.things')).toEqual([{ n: 2 ** 40, value, more: null }]);
    await expect(store.read(numberRow, "SELECT 'text' AS n")).rejects.toThrow();
    await expect(migrate(store, [things])).rejects.toMatchObject({ code: 'store-unavailable' });
    await store.close();
  });

  it('lets others be heard between one statement and the next', async () => {
    const store = await openPglite(folder);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    // Each is longer than a turn may be.
    for (let statement = 0; statement < 5; statement += 1) {
      await store.read(numberRow, 'SELECT count(*) AS n FROM generate_series(1, 300000)');
    }
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(3);
    await store.close();
  });

  it('says when its folder cannot be used', async () => {
    writeFileSync(join(parent, 'file'), '');
    await expect(openPglite(join(parent, 'file', 'store'))).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe('a PostgreSQL', () => {
  it('that cannot be reached is told as such', async () => {
    const store = await openPostgres('postgres://cooper@127.0.0.1:1/cooper');
    await expect(store.read(numberRow, 'SELECT 1 AS n')).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(store.transaction(() => Promise.resolve(0))).rejects.toMatchObject({ code: 'store-unavailable' });
    await store.close();
  });
});
