import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ErrorInfo } from '@/lib/errors/app-error';
import type { Rows } from '@/lib/store/types';
import { now } from './clock';
import { forgetFingerprints } from './finding-records';
import type { JobPlan, JobState, JobView } from './types';

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
  skipped: z.number(),
  noted: z.number(),
  bytes: z.number(),
  credentials: z.string().nullable(),
  paid_buckets: z.record(z.string(), z.array(z.string())),
  created: z.number(),
  begun: z.number().nullable(),
  ended: z.number().nullable(),
  run_ms: z.number(),
  running_since: z.number().nullable(),
  /** Bytes of chunks that living workers are in the middle of. */
  moving: z.number(),
});

const selectJob = `SELECT j.*, (SELECT coalesce(sum(c.moved), 0)::bigint FROM cooper.job_chunks AS c
  WHERE c.job = j.id AND c.leased_until >= ${now}) AS moving FROM cooper.jobs AS j`;

/** Buckets whose requests somebody agreed to pay for, by connection. */
export type PaidBuckets = JobRecord['paid_buckets'];

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
  paidBuckets: PaidBuckets;
  /** The job whose failures this one tries again. */
  retryOf: JobRecord | null;
}

export function newJobId(): string {
  return randomUUID();
}

export async function insertJob(rows: Rows, job: NewJob): Promise<void> {
  const text = `INSERT INTO cooper.jobs (id, kind, connection, bucket, owner, access_key_id, title, input, plan, state,
    credentials, paid_buckets, created, running_since, retry_of, begun)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10, $11, $12, $12, $13, $14)`;
  const { id, kind, connection, bucket, owner, accessKeyId, title, input, plan, retryOf } = job;
  const json = [JSON.stringify(title), JSON.stringify(input), plan && JSON.stringify(plan)];
  const grants = [job.credentials, JSON.stringify(job.paidBuckets)];
  const former = [retryOf?.id ?? null, retryOf && (retryOf.begun ?? retryOf.created)];
  await rows.write(text, [
    ...[id, kind, connection, bucket, owner, accessKeyId, ...json, ...grants, Date.now(), ...former],
  ]);
}

export async function findJob(rows: Rows, id: string): Promise<JobRecord | null> {
  return (await rows.read(jobRow, `${selectJob} WHERE id = $1`, [id]))[0] ?? null;
}

/** The jobs of one person on one connection, the newest first. */
export async function findJobsOf(
  rows: Rows,
  connection: string,
  owner: string,
  { isOpen, limit }: { isOpen: boolean; limit: number },
): Promise<JobRecord[]> {
  const open = isOpen ? "AND state IN ('running', 'paused')" : '';
  return rows.read(jobRow, `${selectJob} WHERE connection = $1 AND owner = $2 ${open} ORDER BY created DESC LIMIT $3`, [
    connection,
    owner,
    limit,
  ]);
}

export async function findRunningJobs(rows: Rows): Promise<JobRecord[]> {
  return rows.read(jobRow, `${selectJob} WHERE state = 'running' ORDER BY created`);
}

/** Whether a job is left that may want to go on, now or when somebody resumes it. */
export async function countOpenJobs(rows: Rows): Promise<{ running: number; paused: number }> {
  const row = z.object({ running: z.number(), paused: z.number() });
  const text = `SELECT count(*) FILTER (WHERE state = 'running') AS running,
    count(*) FILTER (WHERE state = 'paused') AS paused FROM cooper.jobs`;
  return (await rows.read(row, text))[0] ?? { running: 0, paused: 0 };
}

/** Why a job leaves `running`. */
interface Leave {
  reason: ErrorInfo;
  /** When the job that has this reason began to run: it is none any more if somebody has resumed the job since. */
  runningSince: number | null;
}

/** Leaves `running` for good or for a while. `false` when it was in none of the states in `from`. */
export async function changeState(
  rows: Rows,
  id: string,
  from: readonly JobState[],
  to: JobState,
  leave: Leave | null = null,
): Promise<boolean> {
  const isEnd = to !== 'running' && to !== 'paused';
  const reason = leave && JSON.stringify(leave.reason);
  const written = await rows.write(
    `UPDATE cooper.jobs SET state = $2, reason = $3,
      run_ms = run_ms + CASE WHEN running_since IS NULL THEN 0 ELSE $4 - running_since END,
      running_since = CASE WHEN $2 = 'running' THEN $4::bigint END,
      ended = CASE WHEN $5 THEN $4::bigint END,
      credentials = CASE WHEN $5 THEN NULL ELSE credentials END
      WHERE id = $1 AND state = ANY ($6) AND ($7::bigint IS NULL OR running_since = $7)`,
    [id, to, reason, Date.now(), isEnd, from, leave?.runningSince ?? null],
  );
  if (written === 0) return false;
  // Whoever resumes it has mended what there was to wait for.
  if (to === 'running') await rows.write('UPDATE cooper.job_chunks SET not_before = 0 WHERE job = $1', [id]);
  if (isEnd) {
    await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now}`, [id]);
    await forgetFingerprints(rows, id);
  }
  return true;
}

export async function writeCredentials(
  rows: Rows,
  id: string,
  {
    owner,
    accessKeyId,
    credentials,
    paidBuckets,
  }: Pick<NewJob, 'owner' | 'accessKeyId' | 'credentials' | 'paidBuckets'>,
): Promise<void> {
  await rows.write(
    `UPDATE cooper.jobs SET owner = $2, access_key_id = $3, credentials = $4, paid_buckets = $5
      WHERE id = $1 AND state IN ('running', 'paused')`,
    [id, owner, accessKeyId, credentials, JSON.stringify(paidBuckets)],
  );
}

/** Forgets jobs that ended long ago, with their failures. */
export async function forgetEndedBefore(rows: Rows, time: number): Promise<void> {
  await rows.write('DELETE FROM cooper.jobs WHERE ended < $1', [time]);
}

export function toView(job: JobRecord): JobView {
  const { id, kind, connection, bucket, title, state, reason, plan, listed, done, failed, skipped, noted } = job;
  const { created, ended } = job;
  const running = job.running_since === null ? 0 : Date.now() - job.running_since;
  return {
    ...{ id, kind, connection, bucket, title, state, reason, plan, listed, done, failed, skipped, noted },
    ...{ created, ended, bytes: job.bytes + job.moving },
    accessKeyId: job.access_key_id,
    isListed: job.is_listed,
    runMs: job.run_ms + running,
  };
}
