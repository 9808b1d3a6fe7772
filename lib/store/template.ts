import { chmodSync, existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from './lock.ts';

/**
 * An empty database beside the built console, which becomes its database at the first need. To make one takes six seconds
 * of a processor, in which the console would answer nobody, and 200 MB that it would not give back.
 */
export const templateName = 'empty-store';

const patienceMs = 240_000;

/** Whoever runs the console may be another than whoever built it. */
function letAllRead(folder: string): void {
  for (const entry of globSync('**', { cwd: folder, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** The folder of an empty database for copying, made at the first time below `modules`, the folder of installed packages. */
export async function ensureTemplate(modules: string): Promise<string> {
  const description = readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8');
  const { version } = JSON.parse(description) as { version: string };
  const made = join(modules, '.cache/cooper', `${templateName}-${version}`);
  if (existsSync(made)) return made;
  const lock = await waitForLock(`${made}.lock`, { waitMs: patienceMs });
  try {
    if (existsSync(made)) return made;
    const unfinished = `${made}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create({ dataDir: unfinished });
    await database.close();
    letAllRead(unfinished);
    renameSync(unfinished, made);
    return made;
  } finally {
    lock?.release();
  }
}
