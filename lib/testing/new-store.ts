import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { waitForLock } from '../store/lock.ts';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const patienceMs = 240_000;

function getVersion(): string {
  const description = readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8');
  return (JSON.parse(description) as { version: string }).version;
}

/**
 * Puts a new and empty database of PGlite into a folder. Its making takes nine seconds of a processor, so it is made once and
 * copied for every test after that.
 */
export async function putNewStore(folder: string): Promise<void> {
  const made = join(modules, '.cache/cooper', `pglite-${getVersion()}`);
  if (!existsSync(made)) {
    const lock = await waitForLock(`${made}.lock`, { waitMs: patienceMs });
    try {
      if (!existsSync(made)) {
        const unfinished = `${made}.new`;
        rmSync(unfinished, { recursive: true, force: true });
        const database = await PGlite.create({ dataDir: unfinished });
        await database.close();
        renameSync(unfinished, made);
      }
    } finally {
      lock?.release();
    }
  }
  cpSync(made, folder, { recursive: true });
}
