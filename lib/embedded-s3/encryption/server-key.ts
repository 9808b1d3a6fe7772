import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;

function makeKey(path: string): Buffer {
  const key = randomBytes(keyBytes);
  // Complete under another name first: half a key would cost every object that is sealed with it.
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, key);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return key;
}

/**
 * The key of this data folder for what the server encrypts by itself (SSE-S3), made when it is first needed. It lies
 * beside the data: it keeps bytes from being read in a copy of `blobs` alone, as S3's own key does for S3's disks.
 */
export function readServerKey(dataDir: string): Buffer {
  const path = join(dataDir, 'server-key');
  let key: Buffer;
  try {
    key = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return makeKey(path);
  }
  if (key.length !== keyBytes) throw new Error(`${path} does not hold a key of ${keyBytes} bytes.`);
  return key;
}
