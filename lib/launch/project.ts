import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/u, '');

/** Path of a program that a package brings, to be run by this process's Node whatever the shell or PATH. */
function programOf(pathInNodeModules: string): string {
  return join(root, 'node_modules', pathInNodeModules);
}

export const programs = {
  next: programOf('next/dist/bin/next'),
  tsc: programOf('typescript/bin/tsc'),
  eslint: programOf('eslint/bin/eslint.js'),
  prettier: programOf('prettier/bin/prettier.cjs'),
  depcruise: programOf('dependency-cruiser/bin/dependency-cruiser.mjs'),
  knip: programOf('knip/bin/knip.js'),
  vitest: programOf('vitest/vitest.mjs'),
  playwright: programOf('@playwright/test/cli.js'),
} as const;
