import 'server-only';
import { listUploads } from '@/lib/incomplete-uploads/operations';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { listVersions, requireProgress } from '@/lib/versions/operations';
import { toObjectVersion } from '@/lib/versions/wire';
import type { TouchCursor, TouchInput } from './schema';
import { addCounts, countTouched, isDueAfter, nothingTouched, type TouchCounts } from './touch';

/** Pages of a listing that one step reads, so that it answers soon and can be stopped between two. */
const pagesPerStep = 5;

export interface TouchStep {
  counts: TouchCounts;
  /** `null` at the end. */
  next: TouchCursor | null;
}

const looksAtVersions = ({ rule }: TouchInput): boolean =>
  rule.expiration !== null ||
  rule.noncurrentExpiration !== null ||
  rule.transitions.length + rule.noncurrentTransitions.length > 0;

async function stepThroughVersions(
  connection: Connection,
  input: TouchInput,
  cursor: Extract<TouchCursor, { part: 'versions' }> | null,
): Promise<TouchStep> {
  const { bucket, rule } = input;
  const nowMs = Date.now();
  let at = cursor?.at ?? null;
  let carry = cursor?.carry ?? null;
  let counts = nothingTouched;
  for (let page = 0; page < pagesPerStep; page += 1) {
    const { entries, next } = await listVersions(
      connection,
      { bucket, prefix: rule.filter.prefix ?? '', delimiter: '' },
      at,
    );
    if (next) requireProgress(next, at);
    const listed = entries.map((entry) => ({ key: entry.key, ...toObjectVersion(entry) }));
    const step = countTouched(rule, listed, { carry, nowMs, isEnd: next === null });
    counts = addCounts(counts, step.counts);
    carry = step.carry;
    at = next;
    if (next === null) return { counts, next: rule.abortUploads === null ? null : { part: 'uploads', at: null } };
  }
  return { counts, next: at && { part: 'versions', at, carry } };
}

async function stepThroughUploads(
  connection: Connection,
  { connection: id, bucket, rule }: TouchInput,
  { at }: Extract<TouchCursor, { part: 'uploads' }>,
): Promise<TouchStep> {
  const page = await listUploads(connection, { connection: id, bucket, prefix: rule.filter.prefix ?? '', cursor: at });
  const after = rule.abortUploads?.afterDays ?? null;
  const due = page.uploads.filter(({ initiated }) => isDueAfter(initiated, after, Date.now())).length;
  const counts = { ...nothingTouched, uploads: { count: due, bytes: 0 }, looked: page.uploads.length };
  return { counts, next: page.next && { part: 'uploads', at: page.next } };
}

/** Counts what a rule would do now, some pages of the listing at a time. Nothing is changed. */
export async function countWhatRuleTouches(connection: Connection, input: TouchInput): Promise<TouchStep> {
  const { cursor } = input;
  if (cursor?.part === 'uploads') return stepThroughUploads(connection, input, cursor);
  if (cursor === null && !looksAtVersions(input)) {
    if (input.rule.abortUploads === null) throw new AppError('invalid-input', 'The rule does nothing.');
    return stepThroughUploads(connection, input, { part: 'uploads', at: null });
  }
  return stepThroughVersions(connection, input, cursor);
}
