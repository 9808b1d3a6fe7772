import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ErrorInfo } from '@/lib/errors/app-error';
import type { Rows } from '@/lib/store/types';
import type { JobEvent, JobFailure, JobItem, JobPlan, JobState, JobView } from './types';

/** The clock of the database, in milliseconds since 1970: workers on several machines share it. */
const now = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
/** A worker that has not said for so long that it lives is taken for dead. */
const leaseMs = 15_000;

const jobRow = z.object({
  id: z.string(),
  kind: z.string(),
  connection: z.string(),
  bucket: z.string(),
  owner: z.string(),
  access_key_id: z.string(),
  title: z.string(),
  input: z.json(),
  plan: z.json().transform((value) => value as JobPlan | null),
  state: z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']),
  reason: z.json().transform((value) => value as ErrorInfo | null),
  cursor: z.json(),
  is_listed: z.boolean(),
  pages: z.number(),
  next_chunk: z.number(),
  listed: z.number(),
  done: z.number(),
  failed: z.number(),
  bytes: z.number(),
  credentials: z.string().nullable(),
  created: z.number(),
  ended: z.number().nullable(),
  run_ms: z.number(),
  running_since: z.number().nullable(),
});

/** A job as it lies in the store. */
export type JobRecord = z.output<typeof jobRow>;

export interface NewJob {
  id: string;
  kind: string;
  connection: string;
  bucket: string;
  owner: string;
  accessKeyId: string;
  title: string;
  input: unknown;
  plan: JobPlan | null;
  credentials: string | null;
  retryOf: string | null;
}

export function newJobId(): string {
  return randomUUID();
}

export async function insertJob(rows: Rows, job: NewJob): Promise<void> {
  const text = `INSERT INTO cooper.jobs (id, kind, connection, bucket, owner, access_key_id, title, input, plan, state,
    credentials, created, running_since, retry_of)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10, $11, $11, $12)`;
  const { id, kind, connection, bucket, owner, accessKeyId, title, input, plan, credentials, retryOf } = job;
  const json = [JSON.stringify(title), JSON.stringify(input), plan && JSON.stringify(plan)];
  await rows.write(text, [id, kind, connection, bucket, owner, accessKeyId, ...json, credentials, Date.now(), retryOf]);
}

export async function findJob(rows: Rows, id: string): Promise<JobRecord | null> {
  return (await rows.read(jobRow, 'SELECT * FROM cooper.jobs WHERE id = $1', [id]))[0] ?? null;
}

/** The jobs of one person on one connection, the newest first. */
export async function findJobsOf(
  rows: Rows,
  connection: string,
  owner: string,
  { isOpen, limit }: { isOpen: boolean; limit: number },
): Promise<JobRecord[]> {
  const open = isOpen ? "AND state IN ('running', 'paused')" : '';
  return rows.read(
    jobRow,
    `SELECT * FROM cooper.jobs WHERE connection = $1 AND owner = $2 ${open} ORDER BY created DESC LIMIT $3`,
    [connection, owner, limit],
  );
}

export async function findRunningJobs(rows: Rows): Promise<JobRecord[]> {
  return rows.read(jobRow, "SELECT * FROM cooper.jobs WHERE state = 'running' ORDER BY created");
}

/** Whether a job is left that may want to go on, now or when somebody resumes it. */
export async function countOpenJobs(rows: Rows): Promise<{ running: number; paused: number }> {
  const row = z.object({ running: z.number(), paused: z.number() });
  const text = `SELECT count(*) FILTER (WHERE state = 'running') AS running,
    count(*) FILTER (WHERE state = 'paused') AS paused FROM cooper.jobs`;
  return (await rows.read(row, text))[0] ?? { running: 0, paused: 0 };
}

/** Adds a page of the listing as chunks. `false` when another worker has added that page already, or the job stopped. */
export async function addPage(
  rows: Rows,
  job: JobRecord,
  { chunks, next }: { chunks: JobItem[][]; next: unknown },
): Promise<boolean> {
  const count = chunks.reduce((sum, items) => sum + items.length, 0);
  const written = await rows.write(
    `UPDATE cooper.jobs SET cursor = $3, is_listed = $4, pages = pages + 1, next_chunk = next_chunk + $5, listed = listed + $6
      WHERE id = $1 AND pages = $2 AND NOT is_listed AND state = 'running'`,
    [job.id, job.pages, JSON.stringify(next), next === null, chunks.length, count],
  );
  if (written === 0) return false;
  for (const [index, items] of chunks.entries()) {
    await rows.write('INSERT INTO cooper.job_chunks (job, number, items) VALUES ($1, $2, $3)', [
      job.id,
      job.next_chunk + index,
      JSON.stringify(items),
    ]);
  }
  return true;
}

const itemSchema = z.json().transform((value) => value as unknown as JobItem);
const claimRow = z.object({
  items: z.json().transform((value) => value as unknown as JobItem[]),
  attempts: z.number(),
});
const numberRow = z.object({ number: z.number() });

/** Takes a chunk of a running job that no living worker has. `null` when there is none to take. */
export async function claimChunk(
  rows: Rows,
  job: string,
  number: number,
): Promise<{ items: JobItem[]; attempts: number } | null> {
  const [claimed] = await rows.read(
    claimRow,
    `UPDATE cooper.job_chunks AS c SET attempts = c.attempts + 1, leased_until = ${now} + ${leaseMs}
      FROM cooper.jobs AS j WHERE j.id = c.job AND j.state = 'running' AND c.job = $1 AND c.number = $2
      AND c.leased_until < ${now} RETURNING c.items, c.attempts`,
    [job, number],
  );
  return claimed ?? null;
}

/** Says that the worker lives. Answers whether the job still runs and the chunk is still this worker's. */
export async function renewLease(rows: Rows, job: string, number: number, attempts: number): Promise<boolean> {
  const written = await rows.write(
    `UPDATE cooper.job_chunks AS c SET leased_until = ${now} + ${leaseMs} FROM cooper.jobs AS j
      WHERE j.id = c.job AND j.state = 'running' AND c.job = $1 AND c.number = $2 AND c.attempts = $3`,
    [job, number, attempts],
  );
  return written > 0;
}

/** Numbers of the chunks that nobody has. */
export async function findFreeChunks(rows: Rows, job: string): Promise<number[]> {
  const text = `SELECT number FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now} ORDER BY number`;
  return (await rows.read(numberRow, text, [job])).map(({ number }) => number);
}

export async function countChunks(rows: Rows, job: string): Promise<number> {
  const [row] = await rows.read(numberRow, 'SELECT count(*) AS number FROM cooper.job_chunks WHERE job = $1', [job]);
  return row?.number ?? 0;
}

/** For a database that only this process uses, at its start: whoever had a chunk is dead. */
export async function endLeases(rows: Rows): Promise<void> {
  await rows.write('UPDATE cooper.job_chunks SET leased_until = 0');
}

/** What became of one try of a chunk. */
export interface ChunkResult {
  job: string;
  number: number;
  attempts: number;
  /** To be tried again; empty when the chunk is done. */
  again: JobItem[];
  failures: JobFailure[];
  done: number;
  bytes: number;
}

/**
 * Writes a try down, all of it or nothing, and once: when the chunk has been taken by another worker meanwhile, `false`,
 * and nothing is counted. Runs in a transaction.
 */
export async function settleChunk(rows: Rows, result: ChunkResult): Promise<boolean> {
  const { job, number, attempts, again, failures, done, bytes } = result;
  const isEnded = `(SELECT state NOT IN ('running', 'paused') FROM cooper.jobs WHERE id = $1)`;
  const settled =
    again.length > 0
      ? await rows.write(
          'UPDATE cooper.job_chunks SET items = $4, leased_until = 0 WHERE job = $1 AND number = $2 AND attempts = $3',
          [job, number, attempts, JSON.stringify(again)],
        )
      : await rows.write('DELETE FROM cooper.job_chunks WHERE job = $1 AND number = $2 AND attempts = $3', [
          job,
          number,
          attempts,
        ]);
  if (settled === 0) return false;
  await rows.write('UPDATE cooper.jobs SET done = done + $2, failed = failed + $3, bytes = bytes + $4 WHERE id = $1', [
    ...[job, done, failures.length, bytes],
  ]);
  await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now} AND ${isEnded}`, [job]);
  await addFailures(rows, job, failures);
  return true;
}

async function addFailures(rows: Rows, job: string, failures: readonly JobFailure[]): Promise<void> {
  if (failures.length === 0) return;
  await rows.write(
    `INSERT INTO cooper.job_failures (job, item, code, message)
      SELECT $1, f->'item', f->>'code', f->'message' FROM json_array_elements($2::json) AS f`,
    [job, JSON.stringify(failures)],
  );
}

/** Leaves `running` for good or for a while. `false` when it was in none of the states in `from`. */
export async function changeState(
  rows: Rows,
  id: string,
  from: readonly JobState[],
  to: JobState,
  reason: ErrorInfo | null = null,
): Promise<boolean> {
  const isEnd = to !== 'running' && to !== 'paused';
  const written = await rows.write(
    `UPDATE cooper.jobs SET state = $2, reason = $3,
      run_ms = run_ms + CASE WHEN running_since IS NULL THEN 0 ELSE $4 - running_since END,
      running_since = CASE WHEN $2 = 'running' THEN $4::bigint END,
      ended = CASE WHEN $5 THEN $4::bigint END,
      credentials = CASE WHEN $5 THEN NULL ELSE credentials END
      WHERE id = $1 AND state = ANY ($6)`,
    [id, to, reason && JSON.stringify(reason), Date.now(), isEnd, from],
  );
  if (written === 0) return false;
  if (isEnd) await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now}`, [id]);
  return true;
}

export async function addEvent(rows: Rows, job: string, text: string): Promise<void> {
  await rows.write('INSERT INTO cooper.job_events (job, at, event) VALUES ($1, $2, $3)', [
    ...[job, Date.now(), JSON.stringify({ text })],
  ]);
}

const eventRow = z.object({ at: z.number(), event: z.object({ text: z.string() }) });

export async function findEvents(rows: Rows, job: string): Promise<JobEvent[]> {
  const text = 'SELECT at, event FROM cooper.job_events WHERE job = $1 ORDER BY number DESC LIMIT 200';
  return (await rows.read(eventRow, text, [job])).map(({ at, event }) => ({ at, text: event.text }));
}

const failureRow = z.object({ number: z.number(), item: itemSchema, code: z.string(), message: z.string() });

/** Failures of a job, from behind the one of that number on. */
export async function findFailures(
  rows: Rows,
  job: string,
  after: number,
  limit: number,
): Promise<(JobFailure & { number: number })[]> {
  return rows.read(
    failureRow,
    'SELECT number, item, code, message FROM cooper.job_failures WHERE job = $1 AND number > $2 ORDER BY number LIMIT $3',
    [job, after, limit],
  );
}

/** Makes what another job has failed at the whole listing of this one. Answers the numbers of its chunks. */
export async function addFailedItems(rows: Rows, job: string, from: string): Promise<number[]> {
  const perChunk = 1000;
  const chunks: number[] = [];
  let listed = 0;
  let after = 0;
  for (;;) {
    const failures = await findFailures(rows, from, after, perChunk);
    const last = failures.at(-1);
    if (!last) break;
    await rows.write('INSERT INTO cooper.job_chunks (job, number, items, attempts) VALUES ($1, $2, $3, 1)', [
      ...[job, chunks.length, JSON.stringify(failures.map(({ item }) => item))],
    ]);
    chunks.push(chunks.length);
    listed += failures.length;
    after = last.number;
  }
  await rows.write('UPDATE cooper.jobs SET is_listed = true, next_chunk = $2, listed = $3 WHERE id = $1', [
    ...[job, chunks.length, listed],
  ]);
  return chunks;
}

export async function writeCredentials(
  rows: Rows,
  id: string,
  { owner, accessKeyId, credentials }: { owner: string; accessKeyId: string; credentials: string | null },
): Promise<void> {
  await rows.write(
    `UPDATE cooper.jobs SET owner = $2, access_key_id = $3, credentials = $4
      WHERE id = $1 AND state IN ('running', 'paused')`,
    [id, owner, accessKeyId, credentials],
  );
}

/** Forgets jobs that ended long ago, with their failures. */
export async function forgetEndedBefore(rows: Rows, time: number): Promise<void> {
  await rows.write('DELETE FROM cooper.jobs WHERE ended < $1', [time]);
}

export function toView(job: JobRecord): JobView {
  const { id, kind, connection, bucket, title, state, reason, plan, listed, done, failed, bytes, created, ended } = job;
  const running = job.running_since === null ? 0 : Date.now() - job.running_since;
  return {
    ...{ id, kind, connection, bucket, title, state, reason, plan, listed, done, failed, bytes, created, ended },
    accessKeyId: job.access_key_id,
    isListed: job.is_listed,
    runMs: job.run_ms + running,
  };
}
