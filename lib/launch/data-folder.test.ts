import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepSecrets, openDataFolder } from './data-folder.ts';
import { tryLock } from '../store/lock.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cooper-data-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('belongs to one console at a time', async () => {
    const dataDir = join(folder, 'new', 'data');
    const lock = await openDataFolder(dataDir);
    await expect(openDataFolder(dataDir, 0)).rejects.toThrow(`Another console uses the data folder ${dataDir}`);
    lock.release();
    (await openDataFolder(dataDir, 0)).release();
  });

  it('waits for a console that is about to end', async () => {
    const first = await openDataFolder(folder);
    const second = openDataFolder(folder, 60_000);
    first.release();
    (await second).release();
  });

  it('is free again when its console was killed', async () => {
    const path = join(folder, 'cooper.lock');
    const lockModule = fileURLToPath(new URL('../store/lock.ts', import.meta.url));
    const script = `import { tryLock } from ${JSON.stringify(lockModule)};
      globalThis.lock = tryLock(${JSON.stringify(path)});
      console.log('locked'); setInterval(() => globalThis.lock, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(tryLock(path)).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = tryLock(path);
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it('says when it cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(openDataFolder(join(folder, 'file'))).rejects.toThrow(
      /cannot be used .*set COOPER_DATA_DIR to another/u,
    );
  });

  it('keeps its secrets, for its owner alone', () => {
    const secrets = keepSecrets(folder);
    expect(Buffer.from(secrets.sessionKey, 'base64')).toHaveLength(32);
    expect(secrets.accessKeyId).toMatch(/^CPR[0-9A-F]{17}$/u);
    expect(keepSecrets(folder)).toEqual(secrets);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('says when its secrets are damaged, without showing them', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"sessionKey": "planted');
    expect(() => keepSecrets(folder)).toThrow(/secrets\.json is damaged; remove it/u);
    expect(() => keepSecrets(folder)).not.toThrow(/planted/u);
  });
});
