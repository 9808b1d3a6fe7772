import type { TestServer } from '../../lib/testing/servers.ts';

/** An S3 server that was started for a run of the tests. */
export interface RunningServer {
  server: TestServer;
  stop(): Promise<void>;
}
