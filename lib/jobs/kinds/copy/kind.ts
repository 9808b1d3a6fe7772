import { formatQuantity } from '@/lib/format/numbers';
import { readVersioning } from '@/lib/objects/operations';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { isOneEndpoint, type Ends } from '@/lib/transfer/ends';
import { isOneBucket } from '@/lib/transfer/one-bucket/operations';
import { openRemovals } from '@/lib/transfer/removal/operations';
import { copyHistoryItem, copyItem } from '../../copy-item';
import { actOnEach } from '../../each-item';
import { listSelectionItems } from '../../selection-items';
import type { JobItem, JobNotice } from '../../types';
import { defineKind, type Cursor, type ItemPage, type JobContext, type Outcome } from '../define';
import { listHistories } from './histories';
import { findInnerTarget, isInTarget, isRename, toTargetKey } from './places';
import { copyJobInput, type CopyJobInput } from './schema';
import { isToBeLeft, listThere } from './there';

function isSamePlace({ from, to }: Ends, input: CopyJobInput): boolean {
  return from.settings.endpoint === to.settings.endpoint && input.to.bucket === input.bucket;
}

/** As `isSamePlace`, and where these items show that two addresses lead to one bucket. */
async function isFoundSame(ends: Ends, input: CopyJobInput, items: readonly JobItem[]): Promise<boolean> {
  if (isSamePlace(ends, input)) return true;
  if (input.to.bucket !== input.bucket) return false;
  const keys = items.map(({ key }) => key).filter((key) => isInTarget(key, input));
  return isOneBucket(ends, input.bucket, keys);
}

async function list(context: JobContext, input: CopyJobInput, cursor: Cursor | null): Promise<ItemPage> {
  const { connection } = context;
  const ends = { from: connection, to: context.getConnection(input.to.connection) };
  const hasHistories = input.keepsVersions && hasCapability(connection, 'bucket-versioning');
  const { items, next } = hasHistories
    ? await listHistories(connection, input, cursor)
    : await listSelectionItems(connection, { ...input, named: input.objects }, cursor);
  const inner = findInnerTarget(input, await isFoundSame(ends, input, items));
  // The marker of a folder whose very name is taken off has none left.
  const isMeant = (key: string): boolean =>
    toTargetKey(key, input) !== '' && !(inner !== null && key.startsWith(inner));
  return { items: items.filter(({ key }) => isMeant(key)), next };
}

/** Where the target keeps no versions, each would only overwrite the one before. */
async function mayKeepVersions(to: Connection, input: CopyJobInput): Promise<boolean> {
  if (!input.keepsVersions) return false;
  const versioning = await readVersioning(to, { bucket: input.to.bucket });
  return versioning === 'enabled' || versioning === 'unknown';
}

async function act(context: JobContext, input: CopyJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const { bucket, rule, isMove, keepsAccess } = input;
  const ends = { from: context.connection, to: context.getConnection(input.to.connection) };
  const around = { ...context, remove: openRemovals(ends.from) };
  // What an earlier try has copied is there too, and is to be told from the rest.
  const isListed = rule !== 'overwrite' && !isRepeat;
  const targets = new Map(items.map(({ key }) => [key, toTargetKey(key, input)]));
  const there = isListed ? await listThere(ends.to, input.to.bucket, [...targets.values()]) : null;
  const keepsVersions = await mayKeepVersions(ends.to, input);
  return actOnEach(context, items, async (item) => {
    const key = targets.get(item.key) ?? '';
    const found = there?.(key);
    if (found && isToBeLeft(item, found, input)) return { bytes: 0, isSkipped: true };
    const way = { source: { bucket, key: item.key }, target: { bucket: input.to.bucket, key } };
    const asked = { ...way, rule, isMove, keepsAccess, isRepeat };
    if (keepsVersions) return copyHistoryItem(around, ends, item, asked);
    // The newest of its history says that it is deleted, and nothing older can be kept.
    if (item.isMarker) return { bytes: 0, isSkipped: true };
    return copyItem(around, ends, item, { ...asked, isFree: found === null });
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

function describeHistories(isKept: boolean, { isMove }: CopyJobInput): JobNotice[] {
  if (!isKept) {
    return [{ tone: 'warning', text: 'The target keeps no versions: only the newest of each object survives there.' }];
  }
  const notices: JobNotice[] = [
    {
      tone: 'info',
      text: 'Every version and delete marker goes along, the oldest first. Their dates are those of the copies.',
    },
  ];
  if (isMove) {
    const text = 'Originals are deleted for good, with all versions, when every copy has been seen to be there.';
    notices.push({ tone: 'warning', text });
  }
  return notices;
}

async function preview(context: JobContext, input: CopyJobInput): Promise<JobNotice[]> {
  const { connection } = context;
  const to = context.getConnection(input.to.connection);
  const notices: JobNotice[] = [];
  const versioningThere = await readVersioning(to, { bucket: input.to.bucket });
  const isKept = input.keepsVersions && (versioningThere === 'enabled' || versioningThere === 'unknown');
  if (input.rule !== 'skip') notices.push(overwritten[versioningThere]);
  if (input.isMove) {
    notices.push({ tone: 'info', text: 'Each original is deleted when its copy has been seen to be whole.' });
    if (!isKept && (await readVersioning(connection, input)) !== 'off') {
      notices.push({ tone: 'warning', text: 'Older versions stay where they are, behind a delete marker.' });
    }
  }
  if (input.keepsVersions) notices.push(...describeHistories(isKept, input));
  const inner = findInnerTarget(input, isSamePlace({ from: connection, to }, input));
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
