import { randomBytes } from 'node:crypto';
import type { ConnectionSettings, ProviderId } from '../config/types.ts';
import { openConnection, type Connection } from '../s3/connection.ts';
import { toWebsiteDomain, type TestServer } from './servers.ts';

/** A Connection to a test server, as `main` or as the user who owns nothing there, who pays for requests to `paidBuckets`. */
export function openTestConnection(
  server: TestServer,
  user: 'main' | 'alt' = 'main',
  changes: Partial<ConnectionSettings> = {},
  paidBuckets: ReadonlySet<string> = new Set(),
): Connection {
  // Opening a connection reads the configuration, and a configuration needs a session key.
  process.env['COOPER_SESSION_KEY'] ??= randomBytes(32).toString('base64');
  process.env['COOPER_ENDPOINT'] ??= server.endpoint;
  return openConnection(
    {
      id: `${server.name}-${user}`,
      name: server.name,
      endpoint: server.endpoint,
      publicEndpoint: server.endpoint,
      websiteDomain: toWebsiteDomain(server),
      region: server.region,
      addressing: 'path',
      provider: server.provider as ProviderId,
      credentials: { kind: 'user' },
      buckets: [],
      readOnly: false,
      copyInPartsAboveBytes: 5 * 1024 ** 3,
      ca: null,
      checksums: 'when-required',
      jobs: { chunks: 4, requestsPerSecond: null, bytesPerSecond: null },
      ...changes,
    },
    server[user],
    paidBuckets,
  );
}
