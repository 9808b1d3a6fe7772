import { testServers, type TestServer } from '../lib/testing/servers.ts';

/** What a run tells the journeys: where the console is, and which S3 server stands behind it. */
export interface TestEnvironment {
  consoleUrl: string;
  server: TestServer;
}

/** Variables that hand this environment to the processes of Playwright and Vitest. */
export function toTestVariables(consoleUrl: string, server: TestServer): Record<string, string> {
  return { COOPER_URL: consoleUrl, TEST_S3_SERVERS: JSON.stringify([server]) };
}

/** The server of this run; `undefined` when the run named none. */
function findTestServer(): TestServer | undefined {
  return process.env['TEST_S3_SERVERS'] ? testServers()[0] : undefined;
}

/** @throws when the run did not say, because journeys without a console cannot pass */
export function readTestEnvironment(): TestEnvironment {
  const consoleUrl = process.env['COOPER_URL'];
  if (!consoleUrl)
    throw new Error('COOPER_URL is not set: run `npm test` or `npm run test:ceph`, which start a console.');
  const server = findTestServer();
  if (!server) throw new Error('TEST_S3_SERVERS names no server.');
  return { consoleUrl, server };
}
