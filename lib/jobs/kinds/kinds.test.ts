import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kinds } from './all';

it('lists every folder once, under its own name', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(kinds.map(({ id }) => id).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  for (const { name } of folders) expect(existsSync(join(import.meta.dirname, name, 'schema.ts'))).toBe(true);
});
