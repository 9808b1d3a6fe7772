import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobReport, JobView, PlanStep } from '../../jobs/types.ts';
import { startJobWorker } from '../../testing/job-workers.ts';
import { putNewStore } from '../../testing/new-store.ts';
import { serverFlags } from '../console.ts';
import { keepSecrets } from '../data-folder.ts';
import type { EndpointStage } from './stage.ts';

const connection = 'default';
/** How often somebody looks whether it is over; when that was stands in the job. */
const lookMs = 500;

/** A console without its web part, with a database of its own, that works on jobs. */
export interface JobBench {
  pid: number;
  /** Counts one page of what a job would do. */
  plan(kind: string, input: object, cursor: unknown): Promise<PlanStep>;
  /** From asking for a job to its end, in milliseconds. @throws when it ends otherwise than with all of it done */
  time(kind: string, input: object): Promise<number>;
  end(): Promise<void>;
}

export async function startJobBench({ s3, folder }: EndpointStage): Promise<JobBench> {
  const { endpoint, region, provider, main } = s3.server;
  const dataDir = mkdtempSync(join(folder, 'jobs-'));
  const settings = { id: connection, name: 'Bench', endpoint, region, provider, addressing: 'path' };
  const config = join(dataDir, 'cooper.json');
  const connections = [{ ...settings, credentials: { kind: 'static', ...main } }];
  writeFileSync(config, JSON.stringify({ connections }), { mode: 0o600 });
  await putNewStore(join(dataDir, 'store'));
  const variables = {
    ...{ COOPER_CONFIG: config, COOPER_DATA_DIR: dataDir, COOPER_SESSION_KEY: keepSecrets(dataDir).sessionKey },
    ...{ HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' },
  };
  const worker = await startJobWorker(variables, serverFlags);
  const ask = (command: Parameters<typeof worker.ask>[0], input: object) =>
    worker.ask(command, { ...input, connection }, main);
  return {
    pid: worker.pid,
    plan: (kind, input, cursor) => ask('planStep', { kind, input, cursor }) as Promise<PlanStep>,
    async time(kind, input) {
      const started = Date.now();
      let job = (await ask('startJob', { kind, input, plan: null })) as JobView;
      while (job.state === 'running') {
        await sleep(lookMs);
        ({ job } = (await ask('readJob', { id: job.id })) as JobReport);
      }
      const { title, state, failed, reason, ended } = job;
      if (state !== 'finished' || failed > 0) {
        throw new Error(`${title}: ${state}, ${failed} failed. ${reason?.message ?? ''}`);
      }
      return (ended ?? Date.now()) - started;
    },
    end: () => worker.end(),
  };
}
