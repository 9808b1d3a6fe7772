import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { AppError } from '../errors/app-error.ts';
import { waitForLock, type Lock } from './lock.ts';
import { makeRows } from './rows.ts';
import { templateName } from './template.ts';
import type { Rows, Store } from './types.ts';

/** How long a console that was just told to stop may take to let go of its database. */
const handoverMs = 5_000;

/** PGlite has no lock of its own, and two processes in one folder lose each other's rows without a word. */
async function lockFolder(folder: string, waitMs: number): Promise<Lock> {
  const lock = await waitForLock(`${folder}.lock`, { waitMs });
  if (lock) return lock;
  throw new AppError(
    'store-unavailable',
    `Another console uses the database in ${folder}. Stop it, or set COOPER_DATA_DIR to another folder.`,
  );
}

/** Postgres would take 128 MB for pages in memory, bit by bit, and then hold them; the tables here are small. */
const memoryParams = ['-c', 'shared_buffers=16MB'];

/** An empty database. The built console has one to copy; a server in development makes its own. */
async function makeFolder(folder: string, database: typeof PGlite): Promise<void> {
  const template = join(process.cwd(), templateName);
  if (existsSync(template)) {
    await cp(template, folder, { recursive: true });
    return;
  }
  const made = await database.create({ dataDir: folder });
  await made.close();
}

/** A folder is made under another name and renamed when whole: PGlite refuses one whose making was cut short. */
async function openFolder(folder: string): Promise<PGlite> {
  // V8 would compile what is used most once more, optimized: 500 MB at its height, and 90 for good, for a seventh of the time of a
  // statement. Nothing else on the server is WebAssembly.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  // Loaded here and not before: it costs some 100 MB.
  const { PGlite } = await import('@electric-sql/pglite');
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(folder)) {
    await makeFolder(unfinished, PGlite);
    renameSync(unfinished, folder);
  }
  return PGlite.create({ dataDir: folder, startParams: [...PGlite.defaultStartParams, ...memoryParams] });
}

/** So long statements may follow each other before whoever else waits for this process is heard. */
const turnMs = 10;
let turnBegan = 0;

/** A statement is done within the turn of the event loop that asked for it; a row of them would keep it from turning. */
async function letOthersBeHeard(): Promise<void> {
  if (performance.now() - turnBegan < turnMs) return;
  await setImmediate();
  turnBegan = performance.now();
}

function makePgliteRows(database: PGlite | Transaction): Rows {
  return makeRows({
    async execute(text, values) {
      await letOthersBeHeard();
      const { rows, affectedRows } = await database.query(text, [...values]);
      return { rows, count: affectedRows ?? 0 };
    },
    async script(text) {
      await database.exec(text);
    },
  });
}

/**
 * Opens the database in a folder, made at the first time. It belongs to this process until it is closed or ends, however
 * that happens. @throws AppError `store-unavailable`
 */
export async function openPglite(folder: string, waitMs = handoverMs): Promise<Store> {
  let lock: Lock | undefined;
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    lock = await lockFolder(folder, waitMs);
    const pglite = await openFolder(folder);
    const held = lock;
    return {
      ...makePgliteRows(pglite),
      driver: { kind: 'pglite', pglite },
      transaction: (work) => pglite.transaction((transaction) => work(makePgliteRows(transaction))),
      async close() {
        await pglite.close();
        held.release();
      },
    };
  } catch (error) {
    lock?.release();
    if (error instanceof AppError) throw error;
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new AppError('store-unavailable', `The database in ${folder} cannot be opened (${why}).`, { cause: error });
  }
}
