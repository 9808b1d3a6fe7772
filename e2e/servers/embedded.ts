import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedS3 } from '../../lib/embedded-s3/server.ts';
import type { RunningServer } from './running-server.ts';

const region = 'us-east-1';

function makeKeys(): { accessKeyId: string; secretAccessKey: string } {
  return {
    accessKeyId: `TEST${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

/** Cooper's own endpoint in this process, on a free port, with a fault plan that tests set over HTTP. */
export async function startEmbeddedServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cooper-embedded-'));
  const main = makeKeys();
  const alt = makeKeys();
  const endpoint = await startEmbeddedS3({
    dataDir,
    region,
    users: [
      { ...main, id: 'main', displayName: 'Main User' },
      { ...alt, id: 'alt', displayName: 'Alt User' },
    ],
    faultControl: true,
    websitePort: 0,
  });
  return {
    server: {
      name: 'embedded',
      provider: 'embedded',
      endpoint: endpoint.url,
      region,
      website: { url: endpoint.websiteUrl ?? '', domain: 'localhost' },
      main,
      alt,
    },
    async stop() {
      await endpoint.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
