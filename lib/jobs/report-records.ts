import { z } from 'zod';
import type { Rows } from '@/lib/store/types';
import type { JobEvent, JobFailure, JobItem } from './types';

const itemSchema = z.json().transform((value) => value as unknown as JobItem);

/** Adds failures, or remarks on what was done, to the report of a job. */
export async function addEntries(
  rows: Rows,
  job: string,
  entries: readonly JobFailure[],
  isNote: boolean,
): Promise<void> {
  if (entries.length === 0) return;
  await rows.write(
    `INSERT INTO cooper.job_failures (job, item, code, message, is_note)
      SELECT $1, f->'item', f->>'code', f->'message', $3::boolean FROM json_array_elements($2::json) AS f`,
    [job, JSON.stringify(entries), isNote],
  );
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

/** Failures or remarks of a job, from behind the one of that number on. */
export async function findEntries(
  rows: Rows,
  job: string,
  { isNote, after, limit }: { isNote: boolean; after: number; limit: number },
): Promise<(JobFailure & { number: number })[]> {
  return rows.read(
    failureRow,
    `SELECT number, item, code, message FROM cooper.job_failures WHERE job = $1 AND number > $2 AND is_note = $4
      ORDER BY number LIMIT $3`,
    [job, after, limit, isNote],
  );
}
