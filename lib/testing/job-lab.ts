import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { alt, main, startTestEndpoint, type TestEndpoint } from '../embedded-s3/test-endpoint.ts';
import type { FailurePage, JobReport, JobState, JobView } from '../jobs/types.ts';
import type { Credentials } from '../s3/connection.ts';
import { createPlainClient } from './buckets.ts';
import { putNewStore } from './new-store.ts';
import { startJobWorker, type JobWorker } from './job-workers.ts';

const keys = { accessKeyId: main.accessKeyId, secretAccessKey: main.secretAccessKey };
const altKeys = { accessKeyId: alt.accessKeyId, secretAccessKey: alt.secretAccessKey };

/** An endpoint to work on, and one to copy to. */
export interface LabEndpoint extends TestEndpoint {
  client: S3Client;
  /** Of somebody who owns nothing there. */
  altClient: S3Client;
  /** Makes many small objects alike: `prefix` and a number of seven digits. */
  seed: (bucket: string, prefix: string, count: number) => Promise<void>;
}

async function startEndpoint(): Promise<LabEndpoint> {
  const endpoint = await startTestEndpoint({ faultControl: true });
  const { url } = endpoint.server;
  const server = { name: '', provider: '', endpoint: url, region: 'us-east-1', main: keys, alt: altKeys };
  return {
    ...endpoint,
    client: createPlainClient(server),
    altClient: createPlainClient(server, 'alt'),
    async seed(bucket, prefix, count) {
      const body = JSON.stringify({ bucket, owner: 'main', prefix, count, sizeBytes: 10 });
      expect((await fetch(`${url}/.cooper/seed`, { method: 'POST', body })).status).toBe(200);
    },
  };
}

type Keys = Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>;

/** Consoles without their web part that work on jobs and may be killed. */
export interface JobConsole {
  startWorker(variables?: Record<string, string>): Promise<JobWorker>;
  start(worker: JobWorker, kind: string, input: object): Promise<JobView>;
  read(worker: JobWorker, id: string): Promise<JobView>;
  waitFor(worker: JobWorker, id: string, state: JobState, patienceMs?: number): Promise<JobView>;
  readEntries(worker: JobWorker, id: string, isNote?: boolean): Promise<FailurePage['failures']>;
  /** A configuration (COOPER_CONFIG) by which nothing may be written to this connection. */
  close(id: string): string;
  /** Ends whoever still works, and removes all. */
  stop(): Promise<void>;
}

/** With these connections; jobs begin on `default`, asked for by whoever has these keys. */
export async function openJobConsole(connections: { id: string }[], keys: Keys): Promise<JobConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cooper-jobs-'));
  await putNewStore(join(dataDir, 'store'));
  const config = join(dataDir, 'cooper.json');
  writeFileSync(config, JSON.stringify({ connections }));
  const shared = {
    ...{ COOPER_CONFIG: config, COOPER_SESSION_KEY: randomBytes(32).toString('base64') },
    ...{ COOPER_DATA_DIR: dataDir, HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' },
  };
  const workers = new Set<JobWorker>();
  const jobs: JobConsole = {
    async startWorker(variables = {}) {
      const worker = await startJobWorker({ ...shared, ...variables });
      workers.add(worker);
      return worker;
    },
    async start(worker, kind, input) {
      const request = { connection: 'default', kind, input, plan: null };
      return (await worker.ask('startJob', request, keys)) as JobView;
    },
    async read(worker, id) {
      return ((await worker.ask('readJob', { connection: 'default', id }, keys)) as JobReport).job;
    },
    async waitFor(worker, id, state, patienceMs = 120_000) {
      await expect
        .poll(async () => (await jobs.read(worker, id)).state, { timeout: patienceMs, interval: 100 })
        .toBe(state);
      return jobs.read(worker, id);
    },
    async readEntries(worker, id, isNote = false) {
      const input = { connection: 'default', id, after: 0, isNote };
      return ((await worker.ask('readFailures', input, keys)) as FailurePage).failures;
    },
    close(id) {
      const path = join(dataDir, `without-${id}.json`);
      const closed = connections.map((each) => ({ ...each, readOnly: each.id === id }));
      writeFileSync(path, JSON.stringify({ connections: closed }));
      return path;
    },
    async stop() {
      await Promise.all([...workers].map((worker) => worker.end()));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return jobs;
}

/** A console of two endpoints, where jobs may meet whatever can be planned. */
export interface JobLab extends JobConsole {
  keys: typeof keys;
  altKeys: typeof altKeys;
  /** The connection `default`, where jobs begin; `again` leads there too, with the keys of somebody else. */
  here: LabEndpoint;
  /** The connection `elsewhere`. */
  there: LabEndpoint;
  /**
   * Kills a worker at a moment of each stretch of the work, and starts the next; answers it and how much was done at each
   * death. `total` is how much there is to do.
   */
  killAgainAndAgain(worker: JobWorker, id: string, kills: number, total: number): Promise<[JobWorker, number[]]>;
}

export async function openJobLab(): Promise<JobLab> {
  const [here, there] = await Promise.all([startEndpoint(), startEndpoint()]);
  const common = { region: 'us-east-1', provider: 'embedded', addressing: 'path' };
  const connections = [
    { ...common, id: 'default', name: 'Here', endpoint: here.server.url },
    {
      ...{ ...common, id: 'elsewhere', name: 'There', endpoint: there.server.url },
      credentials: { kind: 'static', ...keys },
    },
    {
      ...{ ...common, id: 'again', name: 'Here again', endpoint: here.server.url },
      credentials: { kind: 'static', ...altKeys },
    },
  ];
  const jobs = await openJobConsole(connections, keys);
  return {
    ...{ ...jobs, keys, altKeys, here, there },
    async killAgainAndAgain(worker, id, kills, total) {
      let living = worker;
      const seen: number[] = [];
      for (let count = 0; count < kills; count += 1) {
        // The last stretch is left to whoever comes after the last death.
        const moment = Math.max(seen.at(-1) ?? 0, ((count + Math.random()) / (kills + 1)) * total);
        await expect
          .poll(async () => (await jobs.read(living, id)).done, { timeout: 600_000, interval: 20 })
          .toBeGreaterThan(moment);
        await sleep(Math.random() * 200);
        await living.kill();
        living = await jobs.startWorker();
        seen.push((await jobs.read(living, id)).done);
      }
      return [living, seen];
    },
    async stop() {
      await jobs.stop();
      await Promise.all([here.stop(), there.stop()]);
    },
  };
}
