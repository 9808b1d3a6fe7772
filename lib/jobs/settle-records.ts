import { z } from 'zod';
import type { Rows } from '@/lib/store/types';
import { claimRow, free, leaseMs, packItems, type Claim, type Hold } from './chunk-records';
import { now } from './clock';
import { addFound } from './finding-records';
import type { Found } from './kinds/define';
import { addEntries } from './report-records';
import type { JobFailure, JobItem } from './types';

/** What became of one try of a chunk. */
export interface ChunkResult extends Hold {
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

const aheadRow = z.object({ chunks: z.number(), isListed: z.boolean() });

/** What lies ahead of the workers of a job, chunks in their hands included. */
type Ahead = z.output<typeof aheadRow>;

const mine = 'WHERE job = $1 AND number = $2 AND attempts = $3';
const count = `UPDATE cooper.jobs SET done = done + $4, failed = failed + $5, bytes = bytes + $6, skipped = skipped + $7,
  noted = noted + $8 WHERE id = $1 AND EXISTS (SELECT FROM settled)`;

const toCounts = ({ job, number, attempts, done, failures, bytes, skipped, notes }: ChunkResult) => [
  ...[job, number, attempts, done, failures.length, bytes, skipped, notes.length],
];

/** A statement of its own, so that of two who settle the last chunks side by side the second sees that none is left. */
async function readAhead(rows: Rows, job: string): Promise<Ahead | null> {
  const [ahead] = await rows.read(
    aheadRow.extend({ isEnded: z.boolean() }),
    `SELECT (SELECT count(*) FROM cooper.job_chunks WHERE job = $1) AS chunks, is_listed AS "isListed",
      state NOT IN ('running', 'paused') AS "isEnded" FROM cooper.jobs WHERE id = $1`,
    [job],
  );
  if (ahead?.isEnded) {
    await rows.write(`DELETE FROM cooper.job_chunks WHERE job = $1 AND leased_until < ${now}`, [job]);
  }
  return ahead ?? null;
}

/**
 * Writes a try down, all of it or nothing, and once: when the chunk has been taken by another worker meanwhile, `null`,
 * and nothing is counted. Runs in a transaction.
 */
export async function settleChunk(rows: Rows, result: ChunkResult): Promise<Ahead | null> {
  const { job, again, waitSeconds, failures, notes, found } = result;
  const isDone = again.length === 0;
  const settle = isDone
    ? `DELETE FROM cooper.job_chunks ${mine}`
    : `UPDATE cooper.job_chunks SET items = $9, leased_until = 0, moved = 0, not_before = ${now} + $10 ${mine}`;
  const written = await rows.write(`WITH settled AS (${settle} RETURNING 1) ${count}`, [
    ...toCounts(result),
    ...(isDone ? [] : [packItems(again), Math.round(waitSeconds * 1000)]),
  ]);
  if (written === 0) return null;
  await addEntries(rows, job, failures, false);
  await addEntries(rows, job, notes, true);
  if (found) await addFound(rows, job, found);
  return readAhead(rows, job);
}

const nextRow = aheadRow.extend(claimRow.shape);
const noneRow = aheadRow.extend({ number: z.null() });

/**
 * As `settleChunk`, for a chunk that is done and leaves nothing but counts; takes the next that is free in the same statement, as
 * each costs more than what there is to do in it.
 */
export async function settleAndClaim(
  rows: Rows,
  result: ChunkResult,
): Promise<{ ahead: Ahead | null; next: Claim | null }> {
  const [row] = await rows.read(
    z.union([nextRow, noneRow]),
    `WITH settled AS (DELETE FROM cooper.job_chunks ${mine} RETURNING 1),
      counted AS (${count} RETURNING state, is_listed, running_since),
      claimed AS (
        UPDATE cooper.job_chunks SET attempts = attempts + 1, moved = 0, leased_until = ${now} + ${leaseMs}
        WHERE job = $1 AND number = (
          SELECT number FROM cooper.job_chunks AS c, counted WHERE counted.state = 'running' AND job = $1 AND number <> $2
          AND ${free} ORDER BY number LIMIT 1 FOR UPDATE OF c SKIP LOCKED
        ) RETURNING number, items, attempts
      ) SELECT claimed.number, items, attempts, running_since, is_listed AS "isListed",
        (SELECT count(*) FROM cooper.job_chunks WHERE job = $1) - 1 AS chunks FROM counted LEFT JOIN claimed ON true`,
    toCounts(result),
  );
  if (!row) return { ahead: null, next: null };
  if (row.number === null) return { ahead: await readAhead(rows, result.job), next: null };
  const { chunks, isListed, ...next } = row;
  return { ahead: { chunks, isListed }, next };
}
