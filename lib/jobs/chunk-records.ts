import { z } from 'zod';
import type { Rows } from '@/lib/store/types';
import { now } from './clock';
import type { JobRecord } from './records';
import { addFound } from './finding-records';
import type { Found } from './kinds/define';
import { addEntries, findEntries } from './report-records';
import type { JobFailure, JobItem } from './types';

/** A worker that has not said for so long that it lives is taken for dead. */
const leaseMs = 15_000;

/** Where the listing of a job stands. */
const listingRow = z.object({ cursor: z.json(), is_listed: z.boolean(), pages: z.number(), next_chunk: z.number() });

const numberRow = z.object({ number: z.number() });

export async function countChunks(rows: Rows, job: string): Promise<number> {
  const [row] = await rows.read(numberRow, 'SELECT count(*) AS number FROM cooper.job_chunks WHERE job = $1', [job]);
  return row?.number ?? 0;
}

/** A page that was added: where the listing of the job stands behind it, and how many chunks lie ahead of the workers. */
interface AddedPage {
  listing: z.output<typeof listingRow>;
  ahead: number;
}

/** Adds a page of the listing as chunks. `null` when another worker has added that page already, or the job stopped. */
export async function addPage(
  rows: Rows,
  job: JobRecord,
  { chunks, next }: { chunks: JobItem[][]; next: unknown },
): Promise<AddedPage | null> {
  const count = chunks.reduce((sum, items) => sum + items.length, 0);
  const [listing] = await rows.read(
    listingRow,
    `UPDATE cooper.jobs SET cursor = $3, is_listed = $4, pages = pages + 1, next_chunk = next_chunk + $5, listed = listed + $6
      WHERE id = $1 AND pages = $2 AND NOT is_listed AND state = 'running' RETURNING cursor, is_listed, pages, next_chunk`,
    [job.id, job.pages, JSON.stringify(next), next === null, chunks.length, count],
  );
  if (!listing) return null;
  for (const [index, items] of chunks.entries()) {
    await rows.write('INSERT INTO cooper.job_chunks (job, number, items) VALUES ($1, $2, $3)', [
      job.id,
      job.next_chunk + index,
      JSON.stringify(items),
    ]);
  }
  return { listing, ahead: await countChunks(rows, job.id) };
}

const claimRow = z.object({
  number: z.number(),
  // Written below; to check each of a thousand items takes longer than to delete them.
  items: z.string().transform((text) => JSON.parse(text) as JobItem[]),
  attempts: z.number(),
  running_since: z.number().nullable(),
});

/** A chunk in the hands of a worker. `attempts` tells how often somebody has taken it, this time included. */
export type Claim = z.output<typeof claimRow>;

const free = `leased_until < ${now} AND not_before <= ${now}`;

/**
 * Takes a chunk of a running job that no living worker has: the one of that number, or the first whose time has come. `null`
 * when there is none to take.
 */
export async function claimChunk(rows: Rows, job: string, number: number | 'next'): Promise<Claim | null> {
  const first = `(SELECT number FROM cooper.job_chunks WHERE job = $1 AND ${free} ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  const [claimed] = await rows.read(
    claimRow,
    `UPDATE cooper.job_chunks AS c SET attempts = c.attempts + 1, moved = 0, leased_until = ${now} + ${leaseMs}
      FROM cooper.jobs AS j WHERE j.id = c.job AND j.state = 'running' AND c.job = $1 AND c.leased_until < ${now}
      AND c.number = ${number === 'next' ? first : '$2'} RETURNING c.number, c.items, c.attempts, j.running_since`,
    number === 'next' ? [job] : [job, number],
  );
  return claimed ?? null;
}

/**
 * Says that the worker lives, and how many bytes it has moved in this try. Answers whether the job still runs and the
 * chunk is still this worker's.
 */
export async function renewLease(
  rows: Rows,
  { job, number, attempts }: Pick<ChunkResult, 'job' | 'number' | 'attempts'>,
  moved: number,
): Promise<boolean> {
  const written = await rows.write(
    `UPDATE cooper.job_chunks AS c SET leased_until = ${now} + ${leaseMs}, moved = $4 FROM cooper.jobs AS j
      WHERE j.id = c.job AND j.state = 'running' AND c.job = $1 AND c.number = $2 AND c.attempts = $3`,
    [job, number, attempts, moved],
  );
  return written > 0;
}

/** How many chunks there are that nobody has and whose time has come. */
export async function countFreeChunks(rows: Rows, job: string): Promise<number> {
  const text = `SELECT count(*) AS number FROM cooper.job_chunks WHERE job = $1 AND ${free}`;
  return (await rows.read(numberRow, text, [job]))[0]?.number ?? 0;
}

/** For a database that only this process uses, at its start: whoever had a chunk is dead. */
export async function endLeases(rows: Rows): Promise<void> {
  await rows.write('UPDATE cooper.job_chunks SET leased_until = 0, not_before = 0');
  await rows.write('UPDATE cooper.jobs SET ending_until = 0 WHERE ending_until > 0');
}

/** Takes the end of a running job, which may take long too. `false` when a living worker has it. */
export async function claimEnd(rows: Rows, job: string): Promise<boolean> {
  const written = await rows.write(
    `UPDATE cooper.jobs SET ending_until = ${now} + ${leaseMs} WHERE id = $1 AND state = 'running' AND ending_until < ${now}`,
    [job],
  );
  return written > 0;
}

/** Says that the worker at the end of a job lives. Answers whether the job still runs. */
export async function renewEnd(rows: Rows, job: string): Promise<boolean> {
  const text = `UPDATE cooper.jobs SET ending_until = ${now} + ${leaseMs} WHERE id = $1 AND state = 'running'`;
  return (await rows.write(text, [job])) > 0;
}

export async function leaveEnd(rows: Rows, job: string): Promise<void> {
  await rows.write('UPDATE cooper.jobs SET ending_until = 0 WHERE id = $1', [job]);
}

/** What became of one try of a chunk. */
export interface ChunkResult {
  job: string;
  number: number;
  attempts: number;
  /** To be tried again after `waitSeconds`; empty when the chunk is done. */
  again: JobItem[];
  waitSeconds: number;
  failures: JobFailure[];
  /** Remarks on what was done. */
  notes: JobFailure[];
  done: number;
  /** Of those done: left as they were, as the job was told to. */
  skipped: number;
  bytes: number;
  /** What it adds to what the job finds out. */
  found?: Found | undefined;
}

/** What lies ahead of the workers of a job. */
const aheadRow = z.object({ chunks: z.number(), isListed: z.boolean(), isEnded: z.boolean() });

/**
 * Writes a try down, all of it or nothing, and once: when the chunk has been taken by another worker meanwhile, `null`,
 * and nothing is counted. Runs in a transaction.
 */
export async function settleChunk(rows: Rows, result: ChunkResult): Promise<z.output<typeof aheadRow> | null> {
  const { job, number, attempts, again, waitSeconds, failures, notes, done, skipped, bytes, found } = result;
  const isDone = again.length === 0;
  const mine = 'WHERE job = $1 AND number = $2 AND attempts = $3';
  const settle = isDone
    ? `DELETE FROM cooper.job_chunks ${mine}`
    : `UPDATE cooper.job_chunks SET items = $9, leased_until = 0, moved = 0, not_before = ${now} + $10 ${mine}`;
  const written = await rows.write(
    `WITH settled AS (${settle} RETURNING 1)
      UPDATE cooper.jobs SET done = done + $4, failed = failed + $5, bytes = bytes + $6, skipped = skipped + $7, noted = noted + $8
      WHERE id = $1 AND EXISTS (SELECT FROM settled)`,
    [
      ...[job, number, attempts, done, failures.length, bytes, skipped, notes.length],
      ...(isDone ? [] : [JSON.stringify(again), Math.round(waitSeconds * 1000)]),
    ],
  );
  if (written === 0) return null;
  await addEntries(rows, job, failures, false);
  await addEntries(rows, job, notes, true);
  if (found) await addFound(rows, job, found);
  // A statement of its own, so that of two who settle the last chunks side by side the second sees that none is left.
  const [ahead] = await rows.read(
    aheadRow,
    `SELECT (SELECT count(*) FROM cooper.job_chunks WHERE job = $1) AS chunks, is_listed AS "isListed",
      state NOT IN ('running', 'paused') AS "isEnded" FROM cooper.jobs WHERE id = $1`,
    [job],
  );
  if (ahead?.isEnded) {
    await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now}`, [job]);
  }
  return ahead ?? null;
}

/** Makes what another job has failed at the whole listing of this one. */
export async function addFailedItems(rows: Rows, job: string, from: string): Promise<void> {
  const perChunk = 1000;
  let chunks = 0;
  let listed = 0;
  let after = 0;
  for (;;) {
    const failures = await findEntries(rows, from, { isNote: false, after, limit: perChunk });
    const last = failures.at(-1);
    if (!last) break;
    await rows.write('INSERT INTO cooper.job_chunks (job, number, items, attempts) VALUES ($1, $2, $3, 1)', [
      ...[job, chunks, JSON.stringify(failures.map(({ item }) => item))],
    ]);
    chunks += 1;
    listed += failures.length;
    after = last.number;
  }
  await rows.write('UPDATE cooper.jobs SET is_listed = true, next_chunk = $2, listed = $3 WHERE id = $1', [
    ...[job, chunks, listed],
  ]);
}
