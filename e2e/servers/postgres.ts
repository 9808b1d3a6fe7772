import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePort } from '../../lib/launch/ports.ts';

const run = promisify(execFile);
const host = '127.0.0.1';

export interface RunningPostgres {
  /** For DATABASE_URL. */
  url: string;
  /** Removes its data too. */
  stop(): Promise<void>;
}

/** The programs of Debian's package postgresql-NN, which are on no PATH; of several the newest. */
function findPrograms(): string {
  const folder = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1);
  if (folder === undefined) throw new Error('There is no PostgreSQL: install the Debian package postgresql.');
  return folder;
}

/** PostgreSQL refuses to run as root; the package has made a user for it. */
async function findUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  return uid === undefined || gid === undefined ? null : { uid, gid };
}

async function waitUntilReady(programs: string, port: number): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run(join(programs, 'pg_isready'), ['-q', '-h', host, '-p', String(port)]);
      return;
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(100);
    }
  }
}

/** A PostgreSQL of its own: data in a temporary folder, a free port of loopback, no password, nothing kept. */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = findPrograms();
  const user = await findUser();
  const folder = await mkdtemp(join(tmpdir(), 'cooper-postgres-'));
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await findFreePort(host);
  const options = { cwd: folder, ...user };
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'cooper', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  const settings = ['fsync=off', `listen_addresses=${host}`, `port=${port}`, `unix_socket_directories=${folder}`];
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      // "Fast shutdown": https://www.postgresql.org/docs/current/server-shutdown.html
      child.kill('SIGINT');
      await exit;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(programs, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://cooper@${host}:${port}/postgres`, stop };
}
