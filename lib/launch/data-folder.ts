import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config/types.ts';
import { type Lock, waitForLock } from '../store/lock.ts';

/** Secrets that a data folder keeps for the console, readable by its owner alone. */
const secretsSchema = z.strictObject({
  sessionKey: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});

export type KeptSecrets = z.infer<typeof secretsSchema>;

function makeSecrets(): KeptSecrets {
  return {
    sessionKey: randomBytes(32).toString('base64'),
    accessKeyId: `CPR${randomBytes(10).toString('hex').toUpperCase().slice(0, 17)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

/** How long a console that was just told to stop may take to let go of its data folder. */
const handoverMs = 5_000;

/** Takes the data folder for this process. @throws ConfigError when another console uses it or it cannot be written */
export async function openDataFolder(dataDir: string, waitMs = handoverMs): Promise<Lock> {
  let lock: Lock | null;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = await waitForLock(join(dataDir, 'cooper.lock'), { waitMs });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new ConfigError(`The data folder ${dataDir} cannot be used (${why}); set COOPER_DATA_DIR to another`);
  }
  if (lock) return lock;
  throw new ConfigError(`Another console uses the data folder ${dataDir}; stop it, or set COOPER_DATA_DIR to another`);
}

/** The secrets of a data folder, made at the first time. */
export function keepSecrets(dataDir: string): KeptSecrets {
  const path = join(dataDir, 'secrets.json');
  try {
    writeFileSync(path, JSON.stringify(makeSecrets(), null, 2), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const parsed = secretsSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${path} is damaged; remove it to have new keys made, which ends every session`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
