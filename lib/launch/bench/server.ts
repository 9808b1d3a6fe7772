import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import type { TestServer } from '../../testing/servers.ts';
import { findFreePort } from '../ports.ts';
import { startProgram, stopProgram } from '../processes.ts';
import { root } from '../project.ts';

const keys = { accessKeyId: 'BENCHKEY', secretAccessKey: 'bench-secret-of-this-run-only' };

export interface BenchServer {
  server: TestServer;
  client: S3Client;
  pid: number;
  /** From the start of the process to its first answer, in milliseconds. */
  startMs: number;
  /** Makes `count` tiny objects under a prefix without sending a request for each. */
  seed(bucket: string, prefix: string, count: number): Promise<void>;
  stop(): Promise<void>;
}

/** The embedded endpoint in a process of its own, as a real endpoint is: it must not share an event loop with a client. */
export async function startBenchServer(parent: string): Promise<BenchServer> {
  const folder = mkdtempSync(join(parent, 'endpoint-'));
  const port = await findFreePort('127.0.0.1');
  const user = `main:${keys.accessKeyId}:${keys.secretAccessKey}`;
  const started = performance.now();
  const child = startProgram(
    join(root, 'lib', 'embedded-s3', 'main.ts'),
    ['--data-dir', folder, '--port', String(port), '--fault-control', '--user', user],
    {},
  );
  const endpoint = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('The embedded endpoint did not start.');
    await sleep(20);
  }
  const startMs = performance.now() - started;
  const server: TestServer = {
    name: 'embedded',
    provider: 'embedded',
    endpoint,
    region: 'us-east-1',
    main: keys,
    alt: keys,
  };
  return {
    server,
    pid: child.pid ?? 0,
    startMs,
    client: new S3Client({
      endpoint,
      region: server.region,
      // A copy: the SDK writes into what it is given.
      credentials: { ...keys },
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
    async seed(bucket, prefix, count) {
      const body = JSON.stringify({ bucket, owner: 'main', prefix, count, sizeBytes: 100 });
      const response = await fetch(`${endpoint}/.cooper/seed`, { method: 'POST', body });
      if (!response.ok) throw new Error(`Seeding failed: ${response.status} ${await response.text()}`);
    },
    async stop() {
      await stopProgram(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
