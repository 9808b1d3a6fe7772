import { formatQuantity } from '@/lib/format/numbers';
import type { ListingCursor } from '@/lib/listing/page';
import { readVersioning } from '@/lib/objects/operations';
import type { Connection } from '@/lib/s3/connection';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import { isOneEndpoint, transferObject } from '@/lib/transfer/operations';
import { actOnEach } from '../../each-item';
import { listObjectItems } from '../../items';
import type { JobItem, JobNotice } from '../../types';
import { defineKind, type Cursor, type ItemPage, type JobContext, type Outcome } from '../define';
import { findInnerTarget, isRename, toTargetKey } from './places';
import { copyJobInput, type CopyJobInput } from './schema';

/** Where the listing stands: single objects first, then prefix by prefix. */
type Place = { part: 'objects'; at: number } | { part: 'prefixes'; at: number; cursor: ListingCursor | null };

/** The clocks of two machines agree no better than this, even when their difference is known. */
const clockToleranceMs = 2_000;

function isSamePlace(from: Connection, to: Connection, input: CopyJobInput): boolean {
  return from.settings.endpoint === to.settings.endpoint && input.to.bucket === input.bucket;
}

function toPage(input: CopyJobInput, items: JobItem[], next: Place): ItemPage {
  const place: Place =
    next.part === 'objects' && next.at >= input.objects.length ? { part: 'prefixes', at: 0, cursor: null } : next;
  const isEnd = place.part === 'prefixes' && place.at >= input.prefixes.length;
  return { items, next: isEnd ? null : (place as unknown as Cursor) };
}

async function list(context: JobContext, input: CopyJobInput, cursor: Cursor | null): Promise<ItemPage> {
  const { connection } = context;
  const inner = findInnerTarget(input, isSamePlace(connection, context.getConnection(input.to.connection), input));
  const place = (cursor as unknown as Place | null) ?? { part: 'objects', at: 0 };
  if (place.part === 'objects' && input.objects.length > 0) {
    const end = place.at + maxKeysPerDelete;
    return toPage(input, input.objects.slice(place.at, end), { part: 'objects', at: end });
  }
  const { at, cursor: from } = place.part === 'prefixes' ? place : { at: 0, cursor: null };
  const prefix = input.prefixes[at];
  if (prefix === undefined) return { items: [], next: null };
  const page = await listObjectItems(connection, { ...input, prefix }, from);
  // The marker of a folder whose very name is taken off has none left.
  const items = page.items.filter(
    ({ key }) => toTargetKey(key, input) !== '' && (inner === null || !key.startsWith(inner)),
  );
  return toPage(
    input,
    items,
    page.next ? { part: 'prefixes', at, cursor: page.next } : { part: 'prefixes', at: at + 1, cursor: null },
  );
}

async function act(context: JobContext, input: CopyJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const { bucket, rule, isMove, keepsAccess } = input;
  const ends = { from: context.connection, to: context.getConnection(input.to.connection) };
  const startedThere = context.startedAt + (ends.to.seen.clockSkewMs ?? 0) - clockToleranceMs;
  return actOnEach(context, items, async ({ key, sizeBytes = 0, etag = null }) => {
    const { became, bytes, losses } = await transferObject(
      ends,
      {
        source: { bucket, key },
        target: { bucket: input.to.bucket, key: toTargetKey(key, input) },
        ...{ rule, isMove, keepsAccess },
        listed: { sizeBytes, etag: etag?.replaceAll('"', '') ?? null },
        repeatSince: isRepeat ? startedThere : null,
      },
      context,
    );
    return { bytes, losses, isSkipped: became === 'skipped' };
  });
}

const overwritten: Record<Awaited<ReturnType<typeof readVersioning>>, JobNotice> = {
  enabled: { tone: 'info', text: 'The target keeps versions: what is overwritten there stays as an older one.' },
  suspended: {
    tone: 'warning',
    text: 'What is overwritten at the target may be gone for good: versioning is suspended.',
  },
  off: { tone: 'danger', text: 'What is overwritten at the target is gone for good: it keeps no versions.' },
  unknown: { tone: 'warning', text: 'What is overwritten at the target may be gone for good.' },
};

async function preview(context: JobContext, input: CopyJobInput): Promise<JobNotice[]> {
  const { connection } = context;
  const to = context.getConnection(input.to.connection);
  const notices: JobNotice[] = [];
  const versioningThere = await readVersioning(to, { bucket: input.to.bucket });
  if (input.rule !== 'skip') notices.push(overwritten[versioningThere]);
  if (input.isMove) {
    notices.push({ tone: 'info', text: 'Each original is deleted when its copy has been seen to be whole.' });
    if ((await readVersioning(connection, input)) !== 'off') {
      notices.push({ tone: 'warning', text: 'Older versions stay where they are, behind a delete marker.' });
    }
  }
  const inner = findInnerTarget(input, isSamePlace(connection, to, input));
  if (inner !== null) {
    notices.push({ tone: 'info', text: `The target lies inside: what is under ${inner} already is not copied.` });
  }
  if (!isOneEndpoint({ from: connection, to })) {
    notices.push({ tone: 'info', text: 'The bytes pass through this server, from one endpoint to the other.' });
  }
  return notices;
}

function describe(input: CopyJobInput): string {
  const { bucket, objects, prefixes, to, isMove } = input;
  const place =
    to.bucket === bucket && to.connection === input.connection ? to.prefix || 'the top' : `${to.bucket}/${to.prefix}`;
  if (isRename(input)) return `Rename ${prefixes[0] ?? ''} to ${to.prefix} in ${bucket}`;
  const parts = [
    objects.length > 0 && formatQuantity(objects.length, 'object'),
    prefixes.length === 1 && (prefixes[0] || 'everything'),
    prefixes.length > 1 && formatQuantity(prefixes.length, 'folder'),
  ].filter((part) => part !== false);
  return `${isMove ? 'Move' : 'Copy'} ${parts.join(' and ')} from ${bucket} to ${place}`;
}

/** Copies or moves objects and everything under prefixes: to another prefix, bucket or endpoint. A folder is renamed by it too. */
export const copyKind = defineKind<CopyJobInput>({
  id: 'copy',
  schema: copyJobInput,
  access: 'write',
  itemsPerChunk: 200,
  otherConnections: ({ connection, to }) =>
    to.connection === connection ? [] : [{ id: to.connection, access: 'write' }],
  describe,
  preview,
  list,
  act,
});
