import { toAppError, type AppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/types';
import { findSettings, getPace, openForRecord } from './connections';
import type { JobContext, JobInput, JobKind } from './kinds/define';
import { findKind } from './kinds/all';
import type { Message, Queue } from './queue';
import {
  addPage,
  claimChunk,
  claimEnd,
  countChunks,
  leaveEnd,
  renewEnd,
  renewLease,
  settleChunk,
} from './chunk-records';
import { openFindings } from './finding-records';
import { changeState, findJob, type JobRecord } from './records';
import { addEvent } from './report-records';
import type { JobItem } from './types';
import { getWaitSeconds, judgeError, judgeFailures } from './verdict';

/** What a worker works with. */
export interface Workshop {
  store: Store;
  queue: Queue;
  /** Tells the operator of what nobody foresaw. */
  log: (error: AppError) => void;
}

/** Chunks listed ahead of the work. More would only fill the store. */
const maxChunksAhead = 16;
const maxItemsPerChunk = 1000;
const leaseRenewalMs = 3_000;

interface Task {
  job: JobRecord;
  kind: JobKind;
  input: JobInput;
}

function toTask(job: JobRecord): Task | null {
  const kind = findKind(job.kind);
  const parsed = kind?.schema.safeParse(job.input);
  return kind && parsed?.success ? { job, kind, input: parsed.data } : null;
}

async function makeContext(
  { job }: Task,
  signal: AbortSignal,
  report: (bytes: number) => void = () => undefined,
): Promise<JobContext> {
  const getConnection = await openForRecord(job);
  const limits = findSettings(job.connection)?.jobs;
  return {
    connection: getConnection(job.connection),
    getConnection,
    signal,
    startedAt: job.begun ?? job.created,
    report,
    allowBytes: (bytes) => (limits ? getPace(job.connection, limits).allowBytes(bytes) : Promise.resolve()),
  };
}

/** Ends or pauses a job for a reason of its own. */
async function stop(
  { store }: Workshop,
  job: JobRecord,
  { reason, isEnd }: NonNullable<ReturnType<typeof judgeError>>,
): Promise<void> {
  await store.transaction(async (rows) => {
    const leave = { reason, runningSince: job.running_since };
    if (!(await changeState(rows, job.id, ['running'], isEnd ? 'failed' : 'paused', leave))) return;
    await addEvent(rows, job.id, `${isEnd ? 'Failed' : 'Paused'}: ${reason.message}`);
  });
}

function toMessage(job: JobRecord, chunk: number | null, more: Partial<Message> = {}): Message {
  return { job: job.id, connection: job.connection, chunk, ...more };
}

function cut(items: JobItem[], size: number): JobItem[][] {
  const chunks: JobItem[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** What a kind does last, by one worker at a time. `false` when another is at it. */
async function finishAlone({ store }: Workshop, task: Task): Promise<boolean> {
  const { job, kind, input } = task;
  if (!kind.finish) return true;
  if (!(await claimEnd(store, job.id))) return false;
  const stopping = new AbortController();
  const renewal = setInterval(() => {
    renewEnd(store, job.id).then(
      (isRunning) => !isRunning && stopping.abort(),
      () => undefined,
    );
  }, leaseRenewalMs);
  try {
    const context = await makeContext(task, stopping.signal);
    await kind.finish(context, input, { done: job.done, failed: job.failed }, openFindings(store, job.id));
    return true;
  } finally {
    clearInterval(renewal);
    await leaveEnd(store, job.id);
  }
}

async function end(workshop: Workshop, task: Task): Promise<void> {
  const { store } = workshop;
  const { job } = task;
  if (!(await finishAlone(workshop, task))) return;
  await store.transaction(async (rows) => {
    if (await changeState(rows, job.id, ['running'], 'finished')) await addEvent(rows, job.id, 'Finished');
  });
}

/** Adds one page to the work. `false` when there is none to add just now, or never again. */
async function listOnce(workshop: Workshop, task: Task): Promise<boolean> {
  const { store, queue } = workshop;
  const { job, kind, input } = task;
  const context = await makeContext(task, new AbortController().signal);
  const { items, next } = await kind.list(context, input, job.cursor);
  const chunks = cut(items, kind.itemsPerChunk ?? maxItemsPerChunk);
  return store.transaction(async (rows) => {
    const isAdded = await addPage(rows, job, { chunks, next });
    if (isAdded)
      await queue.send(
        rows,
        chunks.map((_, index) => toMessage(job, job.next_chunk + index)),
      );
    return isAdded;
  });
}

/** Lists until enough lies ahead of the workers, or ends the job when nothing is left. */
async function listAhead(workshop: Workshop, id: string, failures: number): Promise<void> {
  const { store, queue } = workshop;
  for (;;) {
    const job = await findJob(store, id);
    if (job?.state !== 'running') return;
    const task = toTask(job);
    if (!task) {
      const message = `This version of Cooper has no job “${job.kind}”, or another form of it.`;
      await stop(workshop, job, { reason: { code: 'unsupported', message }, isEnd: true });
      return;
    }
    try {
      const waiting = await countChunks(store, id);
      if (job.is_listed) {
        if (waiting === 0) await end(workshop, task);
        return;
      }
      if (waiting >= maxChunksAhead || !(await listOnce(workshop, task))) return;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') workshop.log(error);
      const verdict = judgeError(error, failures + 1);
      if (verdict) await stop(workshop, job, verdict);
      else {
        const delaySeconds = getWaitSeconds(failures + 1, Math.random());
        await queue.send(store, [toMessage(job, null, { delaySeconds, failures: failures + 1 })]);
      }
      return;
    }
  }
}

interface Claim {
  number: number;
  items: JobItem[];
  attempts: number;
}

/** What is known of a try while it is under way. */
interface Watch {
  stopping: AbortController;
  /** Bytes so far. */
  moved: number;
}

/** What a try came to, whether it answered or threw. */
async function tryChunk({ log }: Workshop, task: Task, claim: Claim, watch: Watch) {
  const { items, attempts } = claim;
  try {
    const context = await makeContext(task, watch.stopping.signal, (bytes) => (watch.moved += bytes));
    const {
      failures,
      remaining,
      bytes,
      skipped = 0,
      notes = [],
      found,
    } = await task.kind.act(context, task.input, items, attempts > 1);
    const verdict = judgeFailures(failures, { size: items.length, attempts, random: Math.random() });
    const again = [...verdict.again.map(({ item }) => item), ...remaining];
    const done = items.length - again.length - verdict.final.length;
    const { stop: stopped, waitSeconds } = verdict;
    return { again, failures: verdict.final, notes, done, skipped, bytes, found, stop: stopped, waitSeconds };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') log(error);
    const waitSeconds = getWaitSeconds(attempts, Math.random());
    const nothing = { failures: [], notes: [], done: 0, skipped: 0, bytes: 0 };
    return { again: items, ...nothing, stop: judgeError(error, attempts), waitSeconds };
  }
}

/** Works on a chunk while saying that it lives. */
async function workOn(workshop: Workshop, task: Task, claim: Claim): Promise<void> {
  const { store, queue } = workshop;
  const { job } = task;
  const { number, attempts } = claim;
  const watch: Watch = { stopping: new AbortController(), moved: 0 };
  const renewal = setInterval(() => {
    renewLease(store, { job: job.id, number, attempts }, watch.moved).then(
      (isHeld) => !isHeld && watch.stopping.abort(),
      () => undefined,
    );
  }, leaseRenewalMs);
  try {
    const result = await tryChunk(workshop, task, claim, watch);
    await store.transaction(async (rows) => {
      const { again, waitSeconds: delaySeconds } = result;
      if (!(await settleChunk(rows, { job: job.id, number, attempts, ...result }))) return;
      await queue.send(rows, again.length > 0 ? [toMessage(job, number, { delaySeconds })] : [toMessage(job, null)]);
    });
    if (result.stop) await stop(workshop, job, result.stop);
  } finally {
    clearInterval(renewal);
  }
}

/** Does what a message asks for. Whatever goes wrong with the job is written down there; this rejects when it cannot be. */
export async function handleMessage(workshop: Workshop, { job: id, chunk, failures = 0 }: Message): Promise<void> {
  if (chunk === null) {
    await listAhead(workshop, id, failures);
    return;
  }
  const claim = await claimChunk(workshop.store, id, chunk);
  if (!claim) return;
  const job = await findJob(workshop.store, id);
  const task = job && toTask(job);
  if (task) await workOn(workshop, task, { number: chunk, ...claim });
}
