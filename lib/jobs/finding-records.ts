import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Rows, Store } from '@/lib/store/types';
import type { Findings, Found } from './kinds/define';
import { addEvent } from './report-records';
import type { Duplicate, DuplicateCursor, DuplicatePage, FindingsView, Tally, TallyBy, TallyPage } from './types';

/** Fingerprints are looked through in so many slices, so that no statement takes long, whatever their number. */
const slices = 256;
const rowsPerPage = 1000;
/** Rows of prefixes and of duplicates in the short form. */
const shownRows = 200;
/** An ETag is no longer on any server; what is would be too long for an index. */
const maxEtagLength = 200;
/** An entry of an index takes 2,700 bytes (https://www.postgresql.org/docs/15/btree-limits.html). */
const maxPlaceLength = 500;

/** A name for an index, in the order of names: JSON text, which unlike a key never holds U+0000. */
function toPlace(name: string): string {
  const json = JSON.stringify(name);
  if (json.length <= maxPlaceLength) return json;
  return json.slice(0, maxPlaceLength - 64) + createHash('sha256').update(json).digest('hex');
}

/** Adds what a chunk has found out. Runs in the transaction that settles the chunk. */
export async function addFound(rows: Rows, job: string, { tallies, fingerprints }: Found): Promise<void> {
  if (tallies.length > 0) {
    await rows.write(
      `INSERT INTO cooper.job_tallies AS old (job, dimension, place, name, objects, bytes)
        SELECT $1, t->>'by', t->>'place', t->'name', (t->>'objects')::bigint, (t->>'bytes')::bigint
        FROM json_array_elements($2::json) AS t
        ON CONFLICT (job, dimension, place)
        DO UPDATE SET objects = old.objects + excluded.objects, bytes = old.bytes + excluded.bytes`,
      [job, JSON.stringify(tallies.map((tally) => ({ ...tally, place: toPlace(tally.name) })))],
    );
  }
  const prints = fingerprints.flatMap(({ key, etag = '', sizeBytes = 0, modified = null }) =>
    etag === '' || etag.length > maxEtagLength ? [] : [{ key, etag, size: sizeBytes, modified }],
  );
  if (prints.length > 0) {
    await rows.write(
      `INSERT INTO cooper.job_fingerprints (job, slice, etag, size, modified, key)
        SELECT $1, get_byte(decode(md5(f->>'etag'), 'hex'), 0), f->>'etag', (f->>'size')::bigint,
        (f->>'modified')::bigint, f->'key' FROM json_array_elements($2::json) AS f`,
      [job, JSON.stringify(prints)],
    );
  }
}

const sumsRow = z.object({ groups: z.number(), objects: z.number(), spareBytes: z.number() });

/** Keeps the objects of a job whose ETag and size others have too. A second try begins anew. */
async function keepDuplicates(store: Store, job: string): Promise<void> {
  await store.write('DELETE FROM cooper.job_duplicates WHERE job = $1', [job]);
  const sums = { groups: 0, objects: 0, spareBytes: 0 };
  for (let slice = 0; slice < slices; slice += 1) {
    // What was looked through stays until the job ends: to delete a row costs more than all the rest.
    const [found] = await store.read(
      sumsRow,
      `WITH counted AS (SELECT *, count(*) OVER content AS copies, row_number() OVER (content ORDER BY modified) AS position
          FROM cooper.job_fingerprints WHERE job = $1 AND slice = $2 WINDOW content AS (PARTITION BY etag, size)),
        kept AS (INSERT INTO cooper.job_duplicates (job, etag, size, copies, position, saving, modified, key)
          SELECT $1, etag, size, copies, position, size * (copies - 1), modified, key FROM counted WHERE copies > 1
          ORDER BY etag, size, position DESC RETURNING position, saving)
        SELECT count(*) FILTER (WHERE position = 1) AS groups, count(*) AS objects,
          coalesce(sum(saving) FILTER (WHERE position = 1), 0)::bigint AS "spareBytes" FROM kept`,
      [job, slice],
    );
    sums.groups += found?.groups ?? 0;
    sums.objects += found?.objects ?? 0;
    sums.spareBytes += found?.spareBytes ?? 0;
  }
  await store.write('UPDATE cooper.jobs SET duplicates = $2 WHERE id = $1', [job, JSON.stringify(sums)]);
}

/** The first and the last job that has fingerprints. */
async function findOwners(rows: Rows) {
  const row = z.object({ first: z.string().nullable(), last: z.string().nullable() });
  const [owners] = await rows.read(row, 'SELECT min(job) AS first, max(job) AS last FROM cooper.job_fingerprints');
  return { first: owners?.first ?? null, last: owners?.last ?? null };
}

/**
 * Forgets what is of use only to a job that goes on: at once where no other job has any, as there may be millions. Runs in a
 * transaction.
 */
export async function forgetFingerprints(rows: Rows, job: string): Promise<void> {
  const isAlone = ({ first, last }: Awaited<ReturnType<typeof findOwners>>): boolean => first === job && last === job;
  if (isAlone(await findOwners(rows))) {
    await rows.write('LOCK TABLE cooper.job_fingerprints');
    // Somebody may have added his before the lock.
    if (isAlone(await findOwners(rows))) {
      await rows.write('TRUNCATE cooper.job_fingerprints');
      return;
    }
  }
  await rows.write('DELETE FROM cooper.job_fingerprints WHERE job = $1', [job]);
}

const tallyRow = z
  .object({ dimension: z.string(), place: z.string(), name: z.string(), objects: z.number(), bytes: z.number() })
  .transform(({ dimension, ...rest }) => ({ ...rest, by: dimension as TallyBy }));

const toTally = ({ by, name, objects, bytes }: Tally): Tally => ({ by, name, objects, bytes });

/** Tallies by what they count and by name, a page from behind a place on. */
export async function findTallies(rows: Rows, job: string, after: TallyPage['next']): Promise<TallyPage> {
  const found = await rows.read(
    tallyRow,
    `SELECT dimension, place, name, objects, bytes FROM cooper.job_tallies
      WHERE job = $1 AND (dimension, place) > ($2, $3) ORDER BY dimension, place LIMIT $4`,
    [job, after?.by ?? '', after?.place ?? '', rowsPerPage],
  );
  const last = found.length < rowsPerPage ? undefined : found.at(-1);
  return { tallies: found.map(toTally), next: last ? { by: last.by, place: last.place } : null };
}

const duplicateRow = z.object({
  ...{ number: z.number(), etag: z.string(), size: z.number(), copies: z.number(), saving: z.number() },
  ...{ modified: z.number().nullable(), key: z.string() },
});

const toDuplicate = ({ key, etag, size, modified, copies }: z.output<typeof duplicateRow>): Duplicate => ({
  ...{ key, etag, sizeBytes: size, modified, copies },
});

/** Duplicates, those that waste most first and of each content the oldest first, a page from behind a place on. */
export async function findDuplicates(
  rows: Rows,
  job: string,
  after: DuplicateCursor | null,
  limit = rowsPerPage,
): Promise<DuplicatePage> {
  const found = await rows.read(
    duplicateRow,
    `SELECT number, etag, size, copies, saving, modified, key FROM cooper.job_duplicates
      WHERE job = $1 AND ($2::bigint IS NULL OR (saving, etag, size, number) < ($2, $3, $4, $5))
      ORDER BY saving DESC, etag DESC, size DESC, number DESC LIMIT $6`,
    [job, after?.saving ?? null, after?.etag ?? '', after?.size ?? 0, after?.number ?? 0, limit],
  );
  const last = found.length < limit ? undefined : found.at(-1);
  const next = last && { saving: last.saving, etag: last.etag, size: last.size, number: last.number };
  return { duplicates: found.map(toDuplicate), next: next ?? null };
}

const shortRow = z.object({ prefixes: z.number(), duplicates: sumsRow.nullable() });

/** The short form of what a job has found out. */
export async function findFindings(rows: Rows, job: string): Promise<FindingsView> {
  const columns = 'dimension, place, name, objects, bytes';
  const few = await rows.read(
    tallyRow,
    `SELECT ${columns} FROM cooper.job_tallies WHERE job = $1 AND dimension <> 'prefix' ORDER BY bytes DESC, place LIMIT $2`,
    [job, shownRows],
  );
  const largest = await rows.read(
    tallyRow,
    `SELECT ${columns} FROM cooper.job_tallies WHERE job = $1 AND dimension = 'prefix' ORDER BY bytes DESC, place LIMIT $2`,
    [job, shownRows],
  );
  const [short] = await rows.read(
    shortRow,
    `SELECT (SELECT count(*) FROM cooper.job_tallies WHERE job = $1 AND dimension = 'prefix') AS prefixes, duplicates
      FROM cooper.jobs WHERE id = $1`,
    [job],
  );
  const { duplicates: first } = await findDuplicates(rows, job, null, shownRows);
  return {
    tallies: [...few, ...largest].map(toTally),
    prefixes: short?.prefixes ?? 0,
    duplicates: { ...(short?.duplicates ?? { groups: 0, objects: 0, spareBytes: 0 }), first },
  };
}

/** What a job has found out, for its kind to end with. */
export function openFindings(store: Store, job: string): Findings {
  return {
    keepDuplicates: () => keepDuplicates(store, job),
    async *walkTallies() {
      let next: TallyPage['next'] = null;
      do {
        const page: TallyPage = await findTallies(store, job, next);
        yield page.tallies;
        ({ next } = page);
      } while (next);
    },
    async *walkDuplicates() {
      let next: DuplicateCursor | null = null;
      do {
        const page: DuplicatePage = await findDuplicates(store, job, next);
        yield page.duplicates;
        ({ next } = page);
      } while (next);
    },
    tell: (text) => addEvent(store, job, text),
  };
}
