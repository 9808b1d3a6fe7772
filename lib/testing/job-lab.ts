import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { main, startTestEndpoint, type TestEndpoint } from '../embedded-s3/test-endpoint.ts';
import type { FailurePage, JobReport, JobState, JobView } from '../jobs/types.ts';
import { createPlainClient } from './buckets.ts';
import { startJobWorker, type JobWorker } from './job-workers.ts';

const keys = { accessKeyId: main.accessKeyId, secretAccessKey: main.secretAccessKey };

/** An endpoint to work on, and one to copy to. */
export interface LabEndpoint extends TestEndpoint {
  client: S3Client;
  /** Makes many small objects alike: `prefix` and a number of seven digits. */
  seed: (bucket: string, prefix: string, count: number) => Promise<void>;
}

async function startEndpoint(): Promise<LabEndpoint> {
  const endpoint = await startTestEndpoint({ faultControl: true });
  const { url } = endpoint.server;
  const server = { name: '', provider: '', endpoint: url, region: 'us-east-1', main: keys, alt: keys };
  return {
    ...endpoint,
    client: createPlainClient(server),
    async seed(bucket, prefix, count) {
      const body = JSON.stringify({ bucket, owner: 'main', prefix, count, sizeBytes: 10 });
      expect((await fetch(`${url}/.cooper/seed`, { method: 'POST', body })).status).toBe(200);
    },
  };
}

/** Endpoints, and consoles without their web part that work on jobs and may be killed. */
export interface JobLab {
  keys: typeof keys;
  /** The connection `default`, where jobs begin. */
  here: LabEndpoint;
  /** The connection `elsewhere`. */
  there: LabEndpoint;
  startWorker(variables?: Record<string, string>): Promise<JobWorker>;
  start(worker: JobWorker, kind: string, input: object): Promise<JobView>;
  read(worker: JobWorker, id: string): Promise<JobView>;
  waitFor(worker: JobWorker, id: string, state: JobState): Promise<JobView>;
  readEntries(worker: JobWorker, id: string, isNote?: boolean): Promise<FailurePage['failures']>;
  /** Kills a worker that has just got on, and starts the next; answers it and how much was done at each death. */
  killAgainAndAgain(worker: JobWorker, id: string, kills: number): Promise<[JobWorker, number[]]>;
  stop(): Promise<void>;
}

export async function openJobLab(): Promise<JobLab> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cooper-jobs-'));
  const [here, there] = await Promise.all([startEndpoint(), startEndpoint()]);
  const common = { region: 'us-east-1', provider: 'embedded', addressing: 'path' };
  const connections = [
    { ...common, id: 'default', name: 'Here', endpoint: here.server.url },
    {
      ...{ ...common, id: 'elsewhere', name: 'There', endpoint: there.server.url },
      credentials: { kind: 'static', ...keys },
    },
  ];
  const config = join(dataDir, 'cooper.json');
  writeFileSync(config, JSON.stringify({ connections }));
  const shared = {
    ...{ COOPER_CONFIG: config, COOPER_SESSION_KEY: randomBytes(32).toString('base64') },
    ...{ COOPER_DATA_DIR: dataDir, HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' },
  };
  const lab: JobLab = {
    keys,
    here,
    there,
    startWorker: (variables = {}) => startJobWorker({ ...shared, ...variables }),
    async start(worker, kind, input) {
      const request = { connection: 'default', kind, input, plan: null };
      return (await worker.ask('startJob', request, keys)) as JobView;
    },
    async read(worker, id) {
      return ((await worker.ask('readJob', { connection: 'default', id }, keys)) as JobReport).job;
    },
    async waitFor(worker, id, state) {
      await expect
        .poll(async () => (await lab.read(worker, id)).state, { timeout: 120_000, interval: 100 })
        .toBe(state);
      return lab.read(worker, id);
    },
    async readEntries(worker, id, isNote = false) {
      const input = { connection: 'default', id, after: 0, isNote };
      return ((await worker.ask('readFailures', input, keys)) as FailurePage).failures;
    },
    async killAgainAndAgain(worker, id, kills) {
      let living = worker;
      const seen: number[] = [];
      for (let count = 0; count < kills; count += 1) {
        const before = seen.at(-1) ?? 0;
        await expect
          .poll(async () => (await lab.read(living, id)).done, { timeout: 60_000, interval: 20 })
          .toBeGreaterThan(before);
        await sleep(Math.random() * 200);
        await living.kill();
        living = await lab.startWorker();
        seen.push((await lab.read(living, id)).done);
      }
      return [living, seen];
    },
    async stop() {
      await Promise.all([here.stop(), there.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return lab;
}
