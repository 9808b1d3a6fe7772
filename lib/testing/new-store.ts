import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ensureTemplate } from '../store/template.ts';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Puts a new and empty database of PGlite into a folder. */
export async function putNewStore(folder: string): Promise<void> {
  await cp(await ensureTemplate(modules), folder, { recursive: true });
}
