import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, hasEndpoint } from '../config/env.ts';
import { readConfig } from '../config/read.ts';
import type { Variables } from './processes.ts';
import { root } from './project.ts';

/** Stands in where a launch will put the real value, so that everything the operator wrote can be checked first. */
const placeholders = {
  COOPER_SESSION_KEY: Buffer.alloc(32).toString('base64'),
  COOPER_ENDPOINT: 'http://127.0.0.1',
} satisfies Partial<Record<keyof Environment, string>>;

const readFile = (path: string): string => readFileSync(path, 'utf8');

/** Adds what the project's .env file says to the environment of this process, which has the last word. */
export function loadEnvFile(): void {
  const path = join(root, '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}

/** Checks the configuration before anything is built or started. @throws ConfigError */
export function checkConfiguration(env: Variables): void {
  readConfig(
    {
      ...env,
      COOPER_SESSION_KEY: env['COOPER_SESSION_KEY'] || placeholders.COOPER_SESSION_KEY,
      ...(!hasEndpoint(env) && { COOPER_ENDPOINT: placeholders.COOPER_ENDPOINT }),
    },
    readFile,
  );
}

/** The built server changes its working folder, so the paths it is given must not depend on that. */
export function toAbsolutePaths(env: Variables): Variables {
  const names = ['COOPER_CONFIG', 'COOPER_CA_FILE', 'COOPER_TRACE_FILE'] satisfies (keyof Environment)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = env[name];
      return path ? [[name, resolve(path)]] : [];
    }),
  );
}
