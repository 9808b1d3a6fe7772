import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getConfig } from '@/lib/config/current';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { logFailure } from '@/lib/server/log';
import { holdStore } from '@/lib/store/open';
import type { Store } from '@/lib/store/types';
import { countFreeChunks, endLeases } from './chunk-records';
import { toLanes } from './connections';
import { Presence } from './presence';
import { openQueue, type Queue } from './queue';
import { countOpenJobs, findRunningJobs } from './records';
import type { Workshop } from './task';
import { handleMessage } from './work';

/** How often running jobs are looked over for chunks that nobody has, whatever became of whoever had them. */
const sweepMs = 10_000;
/** How long the engine stays, in a console with a database of its own, when no job runs. */
const idleMs = 60_000;
const retryMs = 15_000;

export interface Engine {
  store: Store;
  queue: Queue;
  stop(): Promise<void>;
}

interface Shared {
  starting: Promise<Engine> | null;
  stopping: Promise<void>;
  users: number;
}

// Next bundles instrumentation and actions apart; both must find the one engine of this process.
const global = globalThis as { cooperJobs?: Shared };
const shared = (global.cooperJobs ??= { starting: null, stopping: Promise.resolve(), users: 0 });

/** A file that tells a starting console, without opening its database, that jobs wait in it. */
function getMark(): string {
  return join(getConfig().dataDir, 'open-jobs');
}

export function markOpenJobs(): void {
  if (getConfig().databaseUrl) return;
  mkdirSync(dirname(getMark()), { recursive: true, mode: 0o700 });
  writeFileSync(getMark(), '');
}

/** Whether jobs may run or be paused. Costs nothing in a console that never had one. */
export function mayHaveOpenJobs(): boolean {
  return getConfig().databaseUrl !== null || existsSync(getMark());
}

/** Whether this console may have had jobs at all. */
export function mayHaveJobs(): boolean {
  return getConfig().databaseUrl !== null || existsSync(join(getConfig().dataDir, 'store'));
}

function report(thrown: unknown): void {
  const error = toAppError(thrown);
  logFailure(error.code === 'internal' ? error : new AppError(error.code, error.message, { cause: error.message }));
}

/** Sends a message for everything of the running jobs that nobody has. Those that wait already are not sent twice. */
async function sweep({ store, queue }: Pick<Engine, 'store' | 'queue'>): Promise<number> {
  const jobs = await findRunningJobs(store);
  for (const job of jobs) {
    const lanes = toLanes(job, await countFreeChunks(store, job.id));
    await queue.send(store, [...lanes, { job: job.id, connection: job.connection, chunk: null }]);
  }
  return jobs.length;
}

/** Stops the engine, unless somebody uses it. */
async function stopIdle(engine: Engine): Promise<void> {
  if (shared.users > 0) return;
  const { paused } = await countOpenJobs(engine.store);
  if (shared.users > 0) return;
  // PGlite has nobody who does it by himself.
  await engine.store.script('VACUUM');
  if (shared.users > 0) return;
  if (paused === 0) rmSync(getMark(), { force: true });
  shared.starting = null;
  shared.stopping = engine.stop();
  await shared.stopping;
}

/** What is open, to be closed once, from whichever side the end comes. */
interface Open {
  timer: NodeJS.Timeout | null;
  queue: Queue | null;
}

async function close(open: Open): Promise<void> {
  if (open.timer) clearInterval(open.timer);
  open.timer = null;
  const { queue } = open;
  open.queue = null;
  await queue?.close();
}

/** Looks over the jobs now and then; a console with a database of its own stops when it has long had none. */
function keepSweeping(engine: Engine, isEmbedded: boolean): NodeJS.Timeout {
  let lastBusy = Date.now();
  const look = async (): Promise<void> => {
    if ((await sweep(engine)) > 0) {
      lastBusy = Date.now();
      // Each chunk that is done leaves a dead row, ten thousand for ten million objects.
      if (isEmbedded) await engine.store.script('VACUUM cooper.job_chunks');
    } else if (isEmbedded && Date.now() - lastBusy > idleMs) await stopIdle(engine);
  };
  const timer = setInterval(() => void look().catch(report), sweepMs);
  return timer.unref();
}

async function start(): Promise<Engine> {
  await shared.stopping;
  const { role, databaseUrl, connections } = getConfig();
  const open: Open = { timer: null, queue: null };
  const { store, release } = await holdStore(() => close(open));
  try {
    const queue = await openQueue(store, report);
    open.queue = queue;
    const engine: Engine = { store, queue, stop: () => close(open).finally(release) };
    if (role === 'web' && databaseUrl) return engine;
    if (!databaseUrl) {
      await queue.clear();
      await endLeases(store);
    }
    const chunks = Object.fromEntries(connections.map(({ id, jobs }) => [id, jobs.chunks]));
    const workshop: Workshop = { store, queue, log: report, presence: new Presence() };
    await queue.start((message) => handleMessage(workshop, message), chunks);
    await sweep(engine);
    open.timer = keepSweeping(engine, !databaseUrl);
    return engine;
  } catch (error) {
    await close(open).finally(release);
    throw error;
  }
}

/** Does something with the engine, which is started at the first need. @throws AppError `store-unavailable` */
export async function withEngine<Value>(work: (engine: Engine) => Promise<Value>): Promise<Value> {
  shared.users += 1;
  const starting = (shared.starting ??= start());
  try {
    return await work(await starting);
  } catch (error) {
    if (shared.starting === starting && !(await isStarted(starting))) shared.starting = null;
    throw error;
  } finally {
    shared.users -= 1;
  }
}

async function isStarted(starting: Promise<Engine>): Promise<boolean> {
  return starting.then(
    () => true,
    () => false,
  );
}

/** At the start of a server: takes up the jobs that a former one left, if this one works on jobs and there may be any. */
export async function continueJobs(): Promise<void> {
  const { role, databaseUrl } = getConfig();
  if ((role === 'web' && databaseUrl) || !mayHaveOpenJobs()) return;
  for (;;) {
    try {
      await withEngine(() => Promise.resolve());
      return;
    } catch (error) {
      // A database that is not there yet, or still held by the server before this one.
      report(error);
      await sleep(retryMs);
    }
  }
}
