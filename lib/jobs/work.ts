import { AppError, toAppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/types';
import { findSettings, getPace, openForRecord, toLanes } from './connections';
import { getAccessHere, type JobContext, type JobInput, type JobKind } from './kinds/define';
import { findKind } from './kinds/all';
import type { Message, Queue } from './queue';
import {
  addPage,
  claimChunk,
  claimEnd,
  countChunks,
  isListingDue,
  leaveEnd,
  renewEnd,
  renewLease,
  settleChunk,
  type Claim,
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
  /** Jobs that are being listed here, and whether somebody has asked for more meanwhile. */
  listing: Map<string, boolean>;
}

/** Chunks listed ahead of the work. More would only fill the store. */
const maxChunksAhead = 16;
/** With fewer ahead it is listed on. */
const fewChunksAhead = 8;
const maxItemsPerChunk = 1000;
const leaseRenewalMs = 3_000;
/** So long a worker goes from chunk to chunk of one job, before others get their turn. */
const turnMs = 3_000;

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

/** The operator may have changed his mind since the job began. @throws AppError `read-only` */
function requireWritable({ job, kind, input }: Task): void {
  const others = kind.otherConnections?.(input) ?? [];
  const access = getAccessHere(kind, input);
  for (const { id, access: needed } of [{ id: job.connection, access }, ...others]) {
    const settings = findSettings(id);
    if (needed === 'write' && settings?.readOnly) {
      throw new AppError('read-only', `The operator made “${settings.name}” read-only. Resume the job when it is not.`);
    }
  }
}

async function makeContext(
  task: Task,
  signal: AbortSignal,
  report: (bytes: number) => void = () => undefined,
): Promise<JobContext> {
  requireWritable(task);
  const { job } = task;
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

function toMessage(job: JobRecord, chunk: Message['chunk'], more: Partial<Message> = {}): Message {
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
    if (isAdded) await queue.send(rows, toLanes(job, chunks.length));
    return isAdded;
  });
}

async function listUntilEnough(workshop: Workshop, id: string, failures: number): Promise<void> {
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

/** Lists until enough lies ahead of the workers, or ends the job when nothing is left. One at a time here: two would list alike. */
async function listAhead(workshop: Workshop, id: string, failures: number): Promise<void> {
  const { listing } = workshop;
  if (listing.has(id)) {
    listing.set(id, true);
    return;
  }
  try {
    do {
      listing.set(id, false);
      await listUntilEnough(workshop, id, failures);
    } while (listing.get(id));
  } finally {
    listing.delete(id);
  }
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
      if (again.length > 0) await queue.send(rows, [toMessage(job, number, { delaySeconds })]);
      else if (await isListingDue(rows, job.id, fewChunksAhead)) await queue.send(rows, [toMessage(job, null)]);
    });
    if (result.stop) await stop(workshop, job, result.stop);
  } finally {
    clearInterval(renewal);
  }
}

/** Does what a message asks for. Whatever goes wrong with the job is written down there; this rejects when it cannot be. */
export async function handleMessage(
  workshop: Workshop,
  { job: id, chunk, lane = 0, failures = 0 }: Message,
): Promise<void> {
  if (chunk === null) {
    await listAhead(workshop, id, failures);
    return;
  }
  const { store, queue } = workshop;
  const turnEnds = Date.now() + turnMs;
  for (let wanted = chunk; ; wanted = 'next') {
    const claim = await claimChunk(store, id, wanted);
    if (!claim) return;
    const job = await findJob(store, id);
    const task = job && toTask(job);
    if (!task) return;
    await workOn(workshop, task, claim);
    if (Date.now() < turnEnds) continue;
    await queue.send(store, [{ ...toMessage(job, 'next'), lane }]);
    return;
  }
}
