import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from '../../lib/launch/ports.ts';
import type { RunningServer } from './running-server.ts';

const run = promisify(execFile);
const scripts = fileURLToPath(new URL('ceph/', import.meta.url));

function makeKeys(): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: randomBytes(20).toString('hex') };
}

/**
 * A real Ceph gateway of one node, on free ports, its state in a temporary folder; it needs Debian's packages ceph-mon,
 * ceph-osd and radosgw. @throws when it does not come up, with what the script said
 */
export async function startCephServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cooper-ceph-'));
  const port = await findFreePort('127.0.0.1');
  const main = makeKeys();
  const alt = makeKeys();
  const env = {
    ...process.env,
    CEPH_DIR: folder,
    CEPH_RGW_PORT: String(port),
    CEPH_MON_PORT: String(await findFreePort('127.0.0.1')),
    CEPH_MAIN_ACCESS_KEY: main.accessKeyId,
    CEPH_MAIN_SECRET_KEY: main.secretAccessKey,
    CEPH_ALT_ACCESS_KEY: alt.accessKeyId,
    CEPH_ALT_SECRET_KEY: alt.secretAccessKey,
  };
  async function stop(): Promise<void> {
    await run('bash', [join(scripts, 'stop.sh')], { env });
    await rm(folder, { recursive: true, force: true });
  }
  try {
    const { stdout } = await run('bash', [join(scripts, 'start.sh')], { env });
    console.log(stdout.trim());
  } catch (error) {
    await stop();
    throw error;
  }
  const endpoint = `http://127.0.0.1:${port}`;
  // As start.sh has it: one port for both, told apart by the Host header.
  const website = { url: endpoint, domain: 'website.localhost' };
  return { server: { name: 'ceph', provider: 'ceph', endpoint, region: 'us-east-1', website, main, alt }, stop };
}
