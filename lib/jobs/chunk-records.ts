import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Rows } from '@/lib/store/types';
import { now } from './clock';
import type { JobRecord } from './records';
import { findEntries } from './report-records';
import type { JobItem } from './types';

/** A worker that has not said for so long that it lives is taken for dead. */
export const leaseMs = 15_000;

const numberRow = z.object({ number: z.number() });

export async function countChunks(rows: Rows, job: string): Promise<number> {
  const [row] = await rows.read(numberRow, 'SELECT count(*) AS number FROM cooper.job_chunks WHERE job = $1', [job]);
  return row?.number ?? 0;
}

/** Items as they are stored: deflated, as every byte costs the database more than it costs to make it small. */
export function packItems(items: JobItem[]): string {
  return deflateRawSync(JSON.stringify(items), { level: 1 }).toString('base64');
}

/** A store that an older console has left may hold plain JSON. */
function unpackItems(stored: string): JobItem[] {
  const json = stored.startsWith('[') ? stored : inflateRawSync(Buffer.from(stored, 'base64')).toString();
  // Written here; to check each of a thousand items takes longer than to delete them.
  return JSON.parse(json) as JobItem[];
}

const pageRow = z.object({
  cursor: z.json(),
  is_listed: z.boolean(),
  pages: z.number(),
  next_chunk: z.number(),
  running_since: z.number().nullable(),
  ahead: z.number(),
});

/** A page that was added. */
interface AddedPage {
  /** Where the listing of the job stands behind it. */
  listing: Pick<JobRecord, 'cursor' | 'is_listed' | 'pages' | 'next_chunk'>;
  /** How many chunks lie ahead of the workers, or are in their hands. */
  ahead: number;
  /** The first of its chunks, taken by those workers of this process that wait for them. */
  taken: Claim[];
}

/**
 * Adds a page of the listing as chunks, as many of them in the hands of workers as `waiting` says. `null` when another worker has
 * added that page already, or the job stopped.
 */
export async function addPage(
  rows: Rows,
  job: JobRecord,
  { chunks, next, waiting }: { chunks: JobItem[][]; next: unknown; waiting: number },
): Promise<AddedPage | null> {
  const count = chunks.reduce((sum, items) => sum + items.length, 0);
  const [page] = await rows.read(
    pageRow,
    `WITH page AS (
        UPDATE cooper.jobs SET cursor = $3, is_listed = $4, pages = pages + 1, next_chunk = next_chunk + $5, listed = listed + $6
        WHERE id = $1 AND pages = $2 AND NOT is_listed AND state = 'running'
        RETURNING cursor, is_listed, pages, next_chunk, running_since
      ), added AS (
        INSERT INTO cooper.job_chunks (job, number, items, attempts, leased_until)
        SELECT $1, next_chunk - $5 + position - 1, items, CASE WHEN position <= $8 THEN 1 ELSE 0 END,
          CASE WHEN position <= $8 THEN ${now} + ${leaseMs} ELSE 0 END
        FROM page, unnest($7::text[]) WITH ORDINALITY AS chunk (items, position)
      ) SELECT page.*, $5 + (SELECT count(*) FROM cooper.job_chunks WHERE job = $1) AS ahead FROM page`,
    [job.id, job.pages, JSON.stringify(next), next === null, chunks.length, count, chunks.map(packItems), waiting],
  );
  if (!page) return null;
  const { ahead, running_since, ...listing } = page;
  const first = listing.next_chunk - chunks.length;
  const taken = chunks.slice(0, waiting).map((items, index) => ({
    ...{ number: first + index, items, attempts: 1, running_since },
  }));
  return { listing, ahead, taken };
}

export const claimRow = z.object({
  number: z.number(),
  items: z.string().transform(unpackItems),
  attempts: z.number(),
  running_since: z.number().nullable(),
});

/** A chunk in the hands of a worker. `attempts` tells how often somebody has taken it, this time included. */
export type Claim = z.output<typeof claimRow>;

/** Of a chunk that nobody has and whose time has come. */
export const free = `leased_until < ${now} AND not_before <= ${now}`;

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

/** A chunk as whoever has taken it knows it. */
export interface Hold {
  job: string;
  number: number;
  attempts: number;
}

/**
 * Says that the worker lives, and how many bytes it has moved in this try. Answers whether the job still runs and the
 * chunk is still this worker's.
 */
export async function renewLease(rows: Rows, { job, number, attempts }: Hold, moved: number): Promise<boolean> {
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
      ...[job, chunks, packItems(failures.map(({ item }) => item))],
    ]);
    chunks += 1;
    listed += failures.length;
    after = last.number;
  }
  await rows.write('UPDATE cooper.jobs SET is_listed = true, next_chunk = $2, listed = $3 WHERE id = $1', [
    ...[job, chunks, listed],
  ]);
}
