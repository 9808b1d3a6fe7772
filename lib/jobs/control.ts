import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import type { Connection, Credentials } from '@/lib/s3/connection';
import { requireConnection } from '@/lib/session/authorise';
import { getOwner } from '@/lib/session/owner';
import { openForJob, sealForJob, type JobCredentials } from '@/lib/session/seal-for-job';
import { withStore } from '@/lib/store/open';
import type { Rows } from '@/lib/store/types';
import { isOneEndpoint } from '@/lib/transfer/ends';
import { findSettings, getServerCredentials, toLanes } from './connections';
import { markOpenJobs, mayHaveJobs, mayHaveOpenJobs, withEngine, type Engine } from './engine';
import { findKind } from './kinds/all';
import { getAccessHere, type JobContext, type JobInput, type JobKind } from './kinds/define';
import { addFailedItems } from './chunk-records';
import {
  changeState,
  findJob,
  findJobsOf,
  forgetEndedBefore,
  insertJob,
  newJobId,
  toView,
  writeCredentials,
  type JobRecord,
  type PaidBuckets,
} from './records';
import { addEvent, findEntries, findEvents } from './report-records';
import type { Queue } from './queue';
import type { FailuresInput, JobsInput, JobTarget, PlanStepInput, StartJobInput } from './schema';
import type { FailurePage, JobReport, JobView, PlanStep } from './types';

/** Jobs that ended longer ago are forgotten when the next begins. */
const rememberedMs = 90 * 24 * 3_600_000;
const maxShown = 200;
const failuresPerPage = 1000;

/** The kind and its checked input. The connection of the input is the one that was authorised, whatever it says. */
function toTask(connection: Connection, { kind: id, input }: { kind: string; input: Record<string, unknown> }) {
  const kind = findKind(id);
  if (!kind) throw new AppError('invalid-input', `There is no job “${id}”.`);
  const parsed = kind.schema.safeParse({ ...input, connection: connection.id });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.map(String).join('.') ?? '';
    throw new AppError('invalid-input', `${field || 'The job'} is not valid: ${issue?.message ?? 'unreadable'}.`);
  }
  if (getAccessHere(kind, parsed.data) === 'write' && connection.settings.readOnly) {
    throw new AppError('read-only', `The operator made “${connection.settings.name}” read-only. Nothing was changed.`);
  }
  return { kind, input: parsed.data };
}

/** Every connection the job needs, each with a living session of whoever asks. */
async function requireAll(connection: Connection, kind: JobKind, input: JobInput): Promise<Map<string, Connection>> {
  const all = new Map([[connection.id, connection]]);
  for (const { id, access } of kind.otherConnections?.(input) ?? []) all.set(id, await requireConnection(id, access));
  return all;
}

/** The keys to be sealed: none that the operator keeps on the server anyway. */
async function seal(id: string, connections: Map<string, Connection>): Promise<string | null> {
  const credentials: JobCredentials = {};
  for (const { id: name, settings, credentials: own } of connections.values()) {
    const kept = getServerCredentials(settings);
    const isKept = kept !== null && getOwner(kept) === getOwner(own) && kept.sessionToken === own.sessionToken;
    if (!isKept) credentials[name] = own;
  }
  return Object.keys(credentials).length === 0 ? null : sealForJob(id, credentials);
}

/** Stays so while the job runs. Connections to one server with the same keys copy by one of them alone, which pays for both. */
function getPaidBuckets(connections: Map<string, Connection>): PaidBuckets {
  const all = [...connections.values()];
  const collect = (to: Connection): string[] =>
    all.flatMap((from) => (isOneEndpoint({ from, to }) ? [...from.paidBuckets] : []));
  return Object.fromEntries(all.map((each) => [each.id, [...new Set(collect(each))]]));
}

/** Counts one page of what a job would act on; the first also tells what should be known before. Changes nothing. */
export async function planStep(connection: Connection, request: PlanStepInput): Promise<PlanStep> {
  const { kind, input } = toTask(connection, request);
  const connections = await requireAll(connection, kind, input);
  const context: JobContext = {
    connection,
    getConnection(id) {
      const found = connections.get(id);
      if (!found) throw new AppError('forbidden', 'The job was not authorised for that connection.');
      return found;
    },
    signal: new AbortController().signal,
    startedAt: Date.now(),
    report: () => undefined,
    allowBytes: () => Promise.resolve(),
  };
  const { items, next, counts } = await kind.list(context, input, request.cursor);
  return {
    items: items.length,
    bytes: items.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
    next,
    ...(counts && { counts }),
    notices: request.cursor === null ? await kind.preview(context, input) : null,
    title: kind.describe(input),
  };
}

/** Begins a job. It goes on whatever becomes of whoever asked. */
export async function startJob(connection: Connection, request: StartJobInput): Promise<JobView> {
  const { kind, input } = toTask(connection, request);
  const connections = await requireAll(connection, kind, input);
  const id = newJobId();
  const credentials = await seal(id, connections);
  markOpenJobs();
  return withEngine(async ({ store, queue }) => {
    await forgetEndedBefore(store, Date.now() - rememberedMs);
    const job = await store.transaction(async (rows) => {
      await insertJob(rows, {
        id,
        kind: kind.id,
        connection: connection.id,
        bucket: input.bucket,
        owner: getOwner(connection.credentials),
        accessKeyId: connection.credentials.accessKeyId,
        title: kind.describe(input),
        input,
        plan: request.plan,
        credentials,
        paidBuckets: getPaidBuckets(connections),
        retryOf: null,
      });
      await addEvent(rows, id, 'Started');
      await queue.send(rows, [{ job: id, chunk: null, connection: connection.id }]);
      return findJob(rows, id);
    });
    return toView(requireFound(job));
  });
}

function requireFound(job: JobRecord | null): JobRecord {
  if (job) return job;
  throw new AppError('not-found', 'There is no such job (any more), or it is of other keys.');
}

/** A job of exactly these keys on this connection; of any other the answer is that there is none. */
export async function requireOwn(
  rows: Rows,
  { id: connection, credentials }: Connection,
  id: string,
): Promise<JobRecord> {
  const job = await findJob(rows, id);
  return requireFound(job?.connection === connection && job.owner === getOwner(credentials) ? job : null);
}

export async function readJobs(connection: Connection, { isOpen }: JobsInput): Promise<JobView[]> {
  if (isOpen ? !mayHaveOpenJobs() : !mayHaveJobs()) return [];
  const owner = getOwner(connection.credentials);
  return withStore(async (store) =>
    (await findJobsOf(store, connection.id, owner, { isOpen, limit: maxShown })).map(toView),
  );
}

export async function readJob(connection: Connection, { id }: JobTarget): Promise<JobReport> {
  return withStore(async (store) => {
    const job = await requireOwn(store, connection, id);
    return { job: toView(job), events: await findEvents(store, id) };
  });
}

export async function readFailures(connection: Connection, { id, after, isNote }: FailuresInput): Promise<FailurePage> {
  return withStore(async (store) => {
    await requireOwn(store, connection, id);
    const rows = await findEntries(store, id, { isNote, after, limit: failuresPerPage });
    return {
      failures: rows.map(({ item, code, message }) => ({ item, code, message })),
      next: rows.length < failuresPerPage ? null : (rows.at(-1)?.number ?? null),
    };
  });
}

/** Stops between two chunks, or within one where the work takes long. Pausing what does not run changes nothing. */
export async function pauseJob(connection: Connection, { id }: JobTarget): Promise<JobView> {
  return withEngine(({ store }) =>
    store.transaction(async (rows) => {
      await requireOwn(rows, connection, id);
      if (await changeState(rows, id, ['running'], 'paused')) await addEvent(rows, id, 'Paused');
      return toView(requireFound(await findJob(rows, id)));
    }),
  );
}

/** Stops for good. What is done stays done. */
export async function cancelJob(connection: Connection, { id }: JobTarget): Promise<JobView> {
  return withEngine(({ store }) =>
    store.transaction(async (rows) => {
      await requireOwn(rows, connection, id);
      if (await changeState(rows, id, ['running', 'paused'], 'cancelled')) await addEvent(rows, id, 'Cancelled');
      return toView(requireFound(await findJob(rows, id)));
    }),
  );
}

/** Wakes all that may work on a job, and what lists on. */
function sendAll(queue: Queue, rows: Rows, job: Pick<JobRecord, 'id' | 'connection'>): Promise<void> {
  return queue.send(rows, [...toLanes(job), { job: job.id, chunk: null, connection: job.connection }]);
}

/** Goes on where it stopped, with the keys of whoever asks. */
export async function resumeJob(connection: Connection, { id }: JobTarget): Promise<JobView> {
  const job = await withStore((store) => requireOwn(store, connection, id));
  const { kind, input } = toTask(connection, { kind: job.kind, input: job.input as Record<string, unknown> });
  const connections = await requireAll(connection, kind, input);
  const credentials = await seal(id, connections);
  const paidBuckets = getPaidBuckets(connections);
  markOpenJobs();
  return withEngine(async ({ store, queue }) => {
    await store.transaction(async (rows) => {
      await requireOwn(rows, connection, id);
      if (!(await changeState(rows, id, ['paused'], 'running'))) return;
      const { accessKeyId } = connection.credentials;
      await writeCredentials(rows, id, { owner: job.owner, accessKeyId, credentials, paidBuckets });
      await addEvent(rows, id, 'Resumed');
      await sendAll(queue, rows, job);
    });
    return toView(requireFound(await findJob(store, id)));
  });
}

/** Begins a job over what an ended one has failed at. */
export async function retryFailures(connection: Connection, { id: old }: JobTarget): Promise<JobView> {
  const job = await withStore((store) => requireOwn(store, connection, old));
  if (job.ended === null) throw new AppError('conflict', 'The job has not ended yet.');
  if (job.failed === 0) throw new AppError('conflict', 'Nothing of it has failed.');
  const { kind, input } = toTask(connection, { kind: job.kind, input: job.input as Record<string, unknown> });
  const id = newJobId();
  const connections = await requireAll(connection, kind, input);
  const credentials = await seal(id, connections);
  const paidBuckets = getPaidBuckets(connections);
  markOpenJobs();
  return withEngine(({ store, queue }) =>
    store.transaction(async (rows) => {
      const { kind: name, bucket, owner, title } = job;
      const { accessKeyId } = connection.credentials;
      const plan = { items: job.failed, bytes: 0, isPartial: false };
      const shared = { id, kind: name, connection: connection.id, bucket, owner, accessKeyId, credentials, plan };
      await insertJob(rows, { ...shared, paidBuckets, title: `${title}, what had failed`, input, retryOf: job });
      await addFailedItems(rows, id, old);
      await addEvent(rows, id, 'Started');
      await sendAll(queue, rows, { id, connection: connection.id });
      return toView(requireFound(await findJob(rows, id)));
    }),
  );
}

/** Resumes a job with new keys for one of its connections. */
async function continueJob(
  { store, queue }: Pick<Engine, 'store' | 'queue'>,
  { id, connection, credentials: sealed, paid_buckets: paidBuckets }: JobRecord,
  { owner, credentials }: { owner: string; credentials: Credentials },
): Promise<void> {
  const former = sealed === null ? {} : await openForJob(id, sealed);
  const renewed = await sealForJob(id, { ...former, [connection]: credentials });
  await store.transaction(async (rows) => {
    if (!(await changeState(rows, id, ['paused'], 'running'))) return;
    await writeCredentials(rows, id, {
      owner,
      accessKeyId: credentials.accessKeyId,
      credentials: renewed,
      paidBuckets,
    });
    await addEvent(rows, id, 'Resumed by signing in again');
    await sendAll(queue, rows, { id, connection });
  });
}

/** What stopped for want of good keys goes on when somebody has signed in with such. */
const wantsKeys: ReadonlySet<string> = new Set(['credentials-refused', 'session-ended', 'clock-skew']);

/**
 * After signing in: the jobs of these keys, and of those the same browser was signed in with before, that paused because their
 * keys were refused go on with the new ones. Temporary keys are other keys each time, so the former ones must count.
 */
export async function continueWithNewKeys(
  { connection: id, credentials }: { connection: string; credentials: Credentials },
  former: Credentials | null,
): Promise<void> {
  const settings = findSettings(id);
  if (!settings || !mayHaveOpenJobs()) return;
  const owner = getOwner(credentials);
  const owners = new Set([owner, ...(former ? [getOwner(former)] : [])]);
  await withEngine(async ({ store, queue }) => {
    for (const each of owners) {
      const jobs = await findJobsOf(store, id, each, { isOpen: true, limit: maxShown });
      for (const job of jobs.filter(({ state, reason }) => state === 'paused' && wantsKeys.has(reason?.code ?? ''))) {
        await continueJob({ store, queue }, job, { owner, credentials });
      }
    }
  });
}
