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

const claimRow = z.object({
  number: z.number(),
  items: z.json().transform((value) => value as unknown as JobItem[]),
  attempts: z.number(),
});
const numberRow = z.object({ number: z.number() });

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
      AND c.number = ${number === 'next' ? first : '$2'} RETURNING c.number, c.items, c.attempts`,
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

export async function countChunks(rows: Rows, job: string): Promise<number> {
  const [row] = await rows.read(numberRow, 'SELECT count(*) AS number FROM cooper.job_chunks WHERE job = $1', [job]);
  return row?.number ?? 0;
}

/** Whether more is to be listed, because fewer chunks than `few` lie ahead, or the job to be ended, because none does. */
export async function isListingDue(rows: Rows, job: string, few: number): Promise<boolean> {
  const chunks = '(SELECT count(*) FROM cooper.job_chunks WHERE job = $1)';
  const text = `SELECT ${chunks} < CASE WHEN is_listed THEN 1 ELSE $2::int END AS due FROM cooper.jobs WHERE id = $1`;
  const [row] = await rows.read(z.object({ due: z.boolean() }), text, [job, few]);
  return row?.due ?? false;
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

/**
 * Writes a try down, all of it or nothing, and once: when the chunk has been taken by another worker meanwhile, `false`,
 * and nothing is counted. Runs in a transaction.
 */
export async function settleChunk(rows: Rows, result: ChunkResult): Promise<boolean> {
  const { job, number, attempts, again, waitSeconds, failures, notes, done, skipped, bytes, found } = result;
  const isEnded = `(SELECT state NOT IN ('running', 'paused') FROM cooper.jobs WHERE id = $1)`;
  const settled =
    again.length > 0
      ? await rows.write(
          `UPDATE cooper.job_chunks SET items = $4, leased_until = 0, moved = 0, not_before = ${now} + $5
            WHERE job = $1 AND number = $2 AND attempts = $3`,
          [job, number, attempts, JSON.stringify(again), Math.round(waitSeconds * 1000)],
        )
      : await rows.write('DELETE FROM cooper.job_chunks WHERE job = $1 AND number = $2 AND attempts = $3', [
          job,
          number,
          attempts,
        ]);
  if (settled === 0) return false;
  await rows.write(
    `UPDATE cooper.jobs SET done = done + $2, failed = failed + $3, bytes = bytes + $4, skipped = skipped + $5,
      noted = noted + $6 WHERE id = $1`,
    [job, done, failures.length, bytes, skipped, notes.length],
  );
  await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now} AND ${isEnded}`, [job]);
  await addEntries(rows, job, failures, false);
  await addEntries(rows, job, notes, true);
  if (found) await addFound(rows, job, found);
  return true;
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
