import { AppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/types';
import { findSettings, getPace, openForRecord } from './connections';
import { findKind } from './kinds/all';
import { getAccessHere, type JobContext, type JobInput, type JobKind } from './kinds/define';
import type { Presence } from './presence';
import type { Message, Queue } from './queue';
import { changeState, type JobRecord } from './records';
import { addEvent } from './report-records';
import type { judgeError } from './verdict';

/** What a worker works with. */
export interface Workshop {
  store: Store;
  queue: Queue;
  /** Tells the operator of what nobody foresaw. */
  log: (error: AppError) => void;
  presence: Presence;
}

/** A job with what its record means. */
export interface Task {
  job: JobRecord;
  kind: JobKind;
  input: JobInput;
}

/** `null` where this version of Cooper has no such kind, or another form of its input. */
export function toTask(job: JobRecord): Task | null {
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

/** What a kind is given, with the keys of whoever started the job. @throws AppError as `openForRecord`, and `read-only` */
export async function makeContext(
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
export async function stop(
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

export function toMessage(job: JobRecord, chunk: Message['chunk'], more: Partial<Message> = {}): Message {
  return { job: job.id, connection: job.connection, chunk, ...more };
}
