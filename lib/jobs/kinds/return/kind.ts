import { copyObject } from '@/lib/copying/operations';
import { AppError } from '@/lib/errors/app-error';
import { formatUtcDate } from '@/lib/format/dates';
import type { ListingCursor } from '@/lib/listing/page';
import { readObjectDetails, readVersioning } from '@/lib/objects/operations';
import type { ObjectDetails } from '@/lib/objects/types';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { readHeld } from '@/lib/transfer/held/operations';
import { isLikelyCopy } from '@/lib/transfer/wire';
import { deleteItems } from '../../delete-items';
import { actOnEach, isGone, type ItemResult } from '../../each-item';
import { listVersionItems } from '../../items';
import type { JobItem, JobNotice } from '../../types';
import { defineKind, type Cursor, type ItemPage, type JobContext, type Outcome } from '../define';
import { chooseReturns, type Carried } from './choose';
import { returnJobInput, type ReturnJobInput } from './schema';

interface Place {
  cursor: ListingCursor;
  carried: Carried | null;
}

/** The clocks of two machines agree no better than this, even when their difference is known. */
const clockToleranceMs = 2_000;

/**
 * Without versions kept, what this job writes and hides would be gone for good.
 * @throws AppError `unsupported`
 */
async function requireKeeping(connection: Connection, input: ReturnJobInput): Promise<'enabled' | 'unknown'> {
  const versioning = await readVersioning(connection, input);
  if (versioning === 'off') {
    throw new AppError('unsupported', 'The bucket keeps no versions, so nothing of the past can be had back.');
  }
  if (versioning === 'suspended') {
    throw new AppError(
      'unsupported',
      'Versioning of the bucket is suspended, so what is there now could be lost. Enable it first.',
    );
  }
  return versioning;
}

async function preview({ connection }: JobContext, input: ReturnJobInput): Promise<JobNotice[]> {
  const notices: JobNotice[] =
    (await requireKeeping(connection, input)) === 'enabled'
      ? [{ tone: 'info', text: 'Nothing is lost: what is there now stays as older versions, and costs.' }]
      : [
          {
            tone: 'warning',
            text: 'These keys may not ask whether versioning is enabled. Were it suspended, what is there now could be lost.',
          },
        ];
  notices.push({ tone: 'info', text: 'Only versions that the bucket still keeps can come back.' });
  if (hasCapability(connection, 'bucket-object-lock')) {
    notices.push({ tone: 'info', text: 'Where a version is locked, what is copied from it is locked as long.' });
  }
  return notices;
}

async function list({ connection }: JobContext, input: ReturnJobInput, cursor: Cursor | null): Promise<ItemPage> {
  if (cursor === null) await requireKeeping(connection, input);
  const place = cursor as unknown as Place | null;
  const { items: entries, next } = await listVersionItems(connection, input, place?.cursor ?? null);
  const { items, counts, carried } = chooseReturns(entries, input, place?.carried ?? null, next === null);
  return { items, counts, next: next && ({ cursor: next, carried } as unknown as Cursor) };
}

/** What is current under a key; `null` for nothing, or a marker. */
async function readCurrent(connection: Connection, input: ReturnJobInput, key: string): Promise<ObjectDetails | null> {
  try {
    return await readObjectDetails(connection, { connection: input.connection, bucket: input.bucket, key });
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Whether what is current was written since a moment, and is a copy of the version. */
async function isBack(
  connection: Connection,
  { bucket }: ReturnJobInput,
  { key, versionId }: JobItem,
  writtenSince: number,
): Promise<boolean> {
  const current = await readHeld(connection, { bucket, key });
  if (current === null || (current.content.modified ?? 0) < writtenSince) return false;
  const version = await readHeld(connection, { bucket, key, ...(versionId !== undefined && { versionId }) });
  return version !== null && isLikelyCopy(version, current);
}

/** Copies a version on top. With `writtenSince`, when the job began, not again what an earlier try has copied. */
async function bringBack(
  connection: Connection,
  input: ReturnJobInput,
  item: JobItem,
  writtenSince: number | null,
): Promise<ItemResult> {
  const { key, versionId, sizeBytes = 0 } = item;
  if (writtenSince !== null && (await isBack(connection, input, item, writtenSince))) return { bytes: sizeBytes };
  const place = { bucket: input.bucket, key };
  const { losses } = await copyObject(connection, {
    ...place,
    connection: input.connection,
    ...(versionId !== undefined && { versionId }),
    target: place,
    conflict: 'replace',
  });
  return { bytes: sizeBytes, losses };
}

/** Takes markers away, and hides keys behind new ones. A second marker on top of a first would say nothing. */
async function mark(context: JobContext, input: ReturnJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const hidden = items.filter(({ change }) => change === 'extra');
  const still: JobItem[] = isRepeat ? [] : hidden;
  const looked = await actOnEach(context, isRepeat ? hidden : [], async (item) => {
    if (await readCurrent(context.connection, input, item.key)) still.push(item);
    return { bytes: 0 };
  });
  const place = { ...input, bypassGovernance: false };
  const markers = items.filter(({ isMarker }) => isMarker === true);
  const failures = await deleteItems(context.connection, place, [...markers, ...still]);
  return { ...looked, failures: [...looked.failures, ...failures] };
}

async function act(context: JobContext, input: ReturnJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const { connection, startedAt } = context;
  const writtenSince = isRepeat ? startedAt + (connection.seen.clockSkewMs ?? 0) - clockToleranceMs : null;
  const isMarked = ({ isMarker, change }: JobItem): boolean => isMarker === true || change === 'extra';
  const marked = await mark(context, input, items.filter(isMarked), isRepeat);
  const copies = items.filter((item) => !isMarked(item));
  const copied = await actOnEach(context, copies, (item) => bringBack(connection, input, item, writtenSince));
  return {
    ...copied,
    failures: [...marked.failures, ...copied.failures],
    remaining: [...marked.remaining, ...copied.remaining],
  };
}

/**
 * Has a prefix as it was at a moment. Of what was there then, old versions are copied on top, and where only delete markers came since,
 * these are taken away; what has come since is hidden if asked.
 */
export const returnKind = defineKind<ReturnJobInput>({
  id: 'return',
  schema: returnJobInput,
  access: 'write',
  itemsPerChunk: 200,
  describe: ({ bucket, prefix, at }) => `Restore ${prefix || 'everything'} in ${bucket} to ${formatUtcDate(at)}`,
  preview,
  list,
  act,
});
