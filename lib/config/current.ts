import 'server-only';
import { readFileSync } from 'node:fs';
import { readConfig } from './read.ts';
import type { Config } from './types.ts';

let current: Config | undefined;

/** The configuration of this process, read once. @throws ConfigError when it is wrong; the launcher has looked before. */
export function getConfig(): Config {
  current ??= readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  return current;
}
