import { AppError } from '@/lib/errors/app-error';
import { readObjectDetails, readVersioning } from '@/lib/objects/operations';
import type { Connection } from '@/lib/s3/connection';
import { isOneEndpoint, type Ends } from '@/lib/transfer/ends';
import { isOneBucket } from '@/lib/transfer/one-bucket/operations';
import { deleteItems } from '../../delete-items';
import { actOnEach, isGone } from '../../each-item';
import { listObjectItems } from '../../items';
import { copyItem } from '../../copy-item';
import type { JobItem, JobNotice } from '../../types';
import { defineKind, type ItemPage, type JobContext, type Outcome } from '../define';
import { mergePages, type Side } from './merge';
import { syncJobInput, type SyncJobInput } from './schema';

const toEnds = (context: JobContext, { to }: SyncJobInput): Ends => ({
  from: context.connection,
  to: context.getConnection(to.connection),
});

const nested = (): AppError =>
  new AppError('invalid-input', 'One of the two prefixes lies in the other: choose another prefix or bucket.');

/** @throws AppError where one side lies in the other, or a side is listed in no order */
function requireApart({ from, to }: Ends, input: SyncJobInput): void {
  if ([input.bucket, input.to.bucket].some((bucket) => bucket.endsWith('--x-s3'))) {
    throw new AppError('unsupported', 'A directory bucket keeps no order, so it cannot be compared.');
  }
  const isOne = from.settings.endpoint === to.settings.endpoint && input.bucket === input.to.bucket;
  if (!isOne) return;
  if (input.prefix.startsWith(input.to.prefix) || input.to.prefix.startsWith(input.prefix)) throw nested();
}

/**
 * Two addresses may lead to one bucket: then originals would be deleted as what only the target has, or copied again without end.
 * @throws AppError where what these pages show of both sides is the same
 */
async function requireOthers(ends: Ends, input: SyncJobInput, items: readonly JobItem[]): Promise<void> {
  if (input.bucket !== input.to.bucket || input.prefix === input.to.prefix) return;
  const { prefix, to } = input;
  const ofBoth = items.filter(({ key }) => key.startsWith(prefix) && key.startsWith(to.prefix)).map(({ key }) => key);
  if (await isOneBucket(ends, input.bucket, ofBoth)) throw nested();
}

async function readSide(
  connection: Connection,
  place: { bucket: string; prefix: string },
  after: string | null,
): Promise<Side> {
  const { bucket, prefix } = place;
  const cursor = after === null ? null : { token: null, startAfter: prefix + after };
  const { items, next } = await listObjectItems(connection, { connection: connection.id, bucket, prefix }, cursor);
  return { prefix, items, isEnd: next === null };
}

async function list(context: JobContext, input: SyncJobInput, cursor: unknown): Promise<ItemPage> {
  const ends = toEnds(context, input);
  requireApart(ends, input);
  const after = cursor as string | null;
  const [source, target] = await Promise.all([readSide(ends.from, input, after), readSide(ends.to, input.to, after)]);
  await requireOthers(ends, input, source.items);
  await requireOthers(ends, input, target.items);
  return mergePages(source, target, input);
}

async function isThere(connection: Connection, bucket: string, key: string): Promise<boolean> {
  try {
    await readObjectDetails(connection, { connection: connection.id, bucket, key });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/**
 * Deletes what only the target had, unless the source has got it meanwhile. What an earlier try has deleted already would get a second
 * marker where versions are kept.
 */
async function deleteExtra(
  context: JobContext,
  input: SyncJobInput,
  items: JobItem[],
  isRepeat: boolean,
): Promise<Outcome> {
  const { from, to } = toEnds(context, input);
  const { bucket } = input.to;
  const isMarking = items.length > 0 && isRepeat && (await readVersioning(to, { bucket })) !== 'off';
  const still: JobItem[] = [];
  const looked = await actOnEach(context, items, async (item) => {
    const source = input.prefix + item.key.slice(input.to.prefix.length);
    if (await isThere(from, input.bucket, source)) return { isSkipped: true };
    if (!isMarking || (await isThere(to, bucket, item.key))) still.push(item);
    return {};
  });
  const failures = await deleteItems(to, { connection: to.id, bucket, bypassGovernance: false }, still);
  return { ...looked, failures: [...looked.failures, ...failures], bytes: 0 };
}

async function act(context: JobContext, input: SyncJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const ends = toEnds(context, input);
  const extra = items.filter(({ change }) => change === 'extra');
  const others = items.filter(({ change }) => change !== 'extra');
  const deleted = await deleteExtra(context, input, extra, isRepeat);
  const copied = await actOnEach(context, others, (item) =>
    copyItem(context, ends, item, {
      source: { bucket: input.bucket, key: item.key },
      target: { bucket: input.to.bucket, key: input.to.prefix + item.key.slice(input.prefix.length) },
      ...{ rule: 'overwrite', isMove: false, keepsAccess: input.keepsAccess, isRepeat },
    }),
  );
  return {
    failures: [...deleted.failures, ...copied.failures],
    remaining: [...deleted.remaining, ...copied.remaining],
    bytes: copied.bytes,
    skipped: deleted.skipped ?? 0,
    notes: copied.notes ?? [],
  };
}

async function preview(context: JobContext, input: SyncJobInput): Promise<JobNotice[]> {
  const ends = toEnds(context, input);
  const notices: JobNotice[] = [];
  const versioning = await readVersioning(ends.to, input.to);
  const isKept = versioning === 'enabled';
  notices.push(
    isKept
      ? { tone: 'info', text: 'The target keeps versions: what is overwritten or deleted there stays as an older one.' }
      : { tone: 'warning', text: 'What is overwritten at the target may be gone for good.' },
  );
  if (input.deletes && !isKept) {
    notices.push({ tone: 'danger', text: 'What only the target has is deleted there, and may be gone for good.' });
  }
  if (!isOneEndpoint(ends)) {
    notices.push({ tone: 'info', text: 'The bytes pass through this server, from one endpoint to the other.' });
  }
  return notices;
}

/** Makes what lies under one prefix be under another too: copies what is new or changed and, if asked, deletes what is gone. */
export const syncKind = defineKind<SyncJobInput>({
  id: 'sync',
  schema: syncJobInput,
  access: 'write',
  itemsPerChunk: 200,
  otherConnections: ({ connection, to }) =>
    to.connection === connection ? [] : [{ id: to.connection, access: 'write' }],
  describe: ({ bucket, prefix, to }) => `Sync ${bucket}/${prefix} to ${to.bucket}/${to.prefix}`,
  preview,
  list,
  act,
});
