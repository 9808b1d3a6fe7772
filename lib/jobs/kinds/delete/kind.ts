import { deleteBucket } from '@/lib/buckets/operations';
import { AppError } from '@/lib/errors/app-error';
import { formatQuantity } from '@/lib/format/numbers';
import { listUploads } from '@/lib/incomplete-uploads/operations';
import type { ListingCursor } from '@/lib/listing/page';
import { readObjectDetails, readVersioning } from '@/lib/objects/operations';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import { deleteItems } from '../../delete-items';
import { abortItems } from '../../abort-items';
import { actOnEach, isGone } from '../../each-item';
import { listObjectItems, listVersionItems } from '../../items';
import type { JobItem, JobNotice } from '../../types';
import { defineKind, type Cursor, type ItemPage, type JobContext, type Outcome } from '../define';
import { deleteJobInput, type DeleteJobInput } from './schema';

/** Where the listing stands: single objects and versions first, then prefix by prefix, then unfinished uploads. */
type Place =
  | { part: 'objects'; at: number }
  | { part: 'versions'; at: number }
  | { part: 'prefixes'; at: number; cursor: ListingCursor | null }
  | { part: 'uploads'; cursor: { key: string; uploadId: string } | null };

/** Uploads stand in the way of deleting a bucket, and everything of a bucket is them too. */
const takesUploads = ({ prefixes, scope }: DeleteJobInput): boolean => scope === 'versions' && prefixes.includes('');

/** Where there are no versions, every object is its only one. */
function takesVersions(connection: Connection, { bucket, scope }: DeleteJobInput): boolean {
  return scope === 'versions' && hasCapability(connection, 'bucket-versioning') && !bucket.endsWith('--x-s3');
}

/** The next part that has something in it, from this one on. */
function skipEmpty(input: DeleteJobInput, place: Place): Place | null {
  if (place.part === 'objects' && place.at >= input.objects.length) {
    return skipEmpty(input, { part: 'versions', at: 0 });
  }
  if (place.part === 'versions' && place.at >= input.versions.length) {
    return skipEmpty(input, { part: 'prefixes', at: 0, cursor: null });
  }
  if (place.part === 'prefixes' && place.at >= input.prefixes.length) {
    return takesUploads(input) ? { part: 'uploads', cursor: null } : null;
  }
  return place;
}

function toPage(input: DeleteJobInput, items: JobItem[], next: Place | null): ItemPage {
  const place = next && skipEmpty(input, next);
  return { items, next: place && (place as unknown as Cursor) };
}

async function list({ connection }: JobContext, input: DeleteJobInput, cursor: Cursor | null): Promise<ItemPage> {
  const place = skipEmpty(input, (cursor as unknown as Place | null) ?? { part: 'objects', at: 0 });
  if (place === null) return { items: [], next: null };
  if (place.part === 'objects' || place.part === 'versions') {
    const end = place.at + maxKeysPerDelete;
    return toPage(input, input[place.part].slice(place.at, end), { part: place.part, at: end });
  }
  if (place.part === 'prefixes') {
    const target = { connection: input.connection, bucket: input.bucket, prefix: input.prefixes[place.at] ?? '' };
    const listItems = takesVersions(connection, input) ? listVersionItems : listObjectItems;
    const { items: found, next } = await listItems(connection, target, place.cursor);
    // A million of them pass through the store; the rest of a listing is of no use here.
    const items = found.map(({ key, versionId, sizeBytes = 0 }) => ({
      ...{ key, sizeBytes },
      ...(versionId !== undefined && { versionId }),
    }));
    return toPage(input, items, next ? { ...place, cursor: next } : { ...place, at: place.at + 1, cursor: null });
  }
  const { uploads, next } = await listUploads(connection, { ...input, prefix: '', cursor: place.cursor });
  const items = uploads.map(({ key, uploadId }) => ({ key, uploadId }));
  return toPage(input, items, next && { ...place, cursor: next });
}

/** Which of these are still there: deleting one twice under versioning would leave two markers. */
async function keepExisting(context: JobContext, input: DeleteJobInput, items: JobItem[]): Promise<JobItem[]> {
  const gone = new Set<JobItem>();
  // What may not be looked at is deleted once more: better a second marker than an object left behind.
  await actOnEach(context, items, async (item) => {
    try {
      await readObjectDetails(context.connection, { ...input, key: item.key });
    } catch (error) {
      if (!isGone(error)) throw error;
      gone.add(item);
    }
    return {};
  });
  return items.filter((item) => !gone.has(item));
}

async function act(context: JobContext, input: DeleteJobInput, items: JobItem[], isRepeat: boolean): Promise<Outcome> {
  const [first] = items;
  if (first?.uploadId !== undefined) return abortItems(context.connection, input, items);
  const isNamed = first?.versionId !== undefined;
  const isMarking = !isNamed && isRepeat && (await readVersioning(context.connection, input)) !== 'off';
  const left = isMarking ? await keepExisting(context, input, items) : items;
  const failures = await deleteItems(context.connection, input, left);
  const failed = new Set(failures.map(({ item }) => item));
  const bytes = items.reduce((sum, item) => sum + (failed.has(item) ? 0 : (item.sizeBytes ?? 0)), 0);
  return { failures, remaining: [], bytes };
}

async function preview({ connection }: JobContext, input: DeleteJobInput): Promise<JobNotice[]> {
  const notices: JobNotice[] = [];
  const isForGood = takesVersions(connection, input) || input.versions.length > 0;
  const versioning = await readVersioning(connection, input);
  if (isForGood || versioning === 'off') {
    notices.push({ tone: 'danger', text: 'What is deleted is gone for good.' });
  } else if (versioning === 'enabled') {
    notices.push({ tone: 'info', text: 'The bucket keeps versions: a marker hides each object, and its data stays.' });
  } else if (versioning === 'suspended') {
    notices.push({
      tone: 'warning',
      text: 'Versioning is suspended: objects written since then are gone for good, older versions stay.',
    });
  } else {
    notices.push({
      tone: 'warning',
      text: 'Whether the bucket keeps versions could not be read; this may be for good.',
    });
  }
  if (takesUploads(input)) notices.push({ tone: 'warning', text: 'Unfinished uploads are aborted too.' });
  if (isForGood && hasCapability(connection, 'bucket-object-lock')) {
    notices.push({ tone: 'info', text: 'What is locked stays, and the report names it.' });
  }
  if (input.removeBucket) notices.push({ tone: 'danger', text: `The bucket ${input.bucket} is deleted after that.` });
  return notices;
}

function describe({ objects, versions, prefixes, bucket, scope, removeBucket }: DeleteJobInput): string {
  if (removeBucket) return `Delete the bucket ${bucket} with everything in it`;
  if (prefixes.includes('')) return scope === 'versions' ? `Empty ${bucket}, all versions` : `Empty ${bucket}`;
  const parts = [
    objects.length > 0 && formatQuantity(objects.length, 'object'),
    versions.length > 0 && formatQuantity(versions.length, 'version'),
    prefixes.length === 1 && `${prefixes[0] ?? ''}${scope === 'versions' ? ' with all versions' : ''}`,
    prefixes.length > 1 && formatQuantity(prefixes.length, 'folder'),
  ].filter((part) => part !== false);
  return `Delete ${parts.join(' and ')} from ${bucket}`;
}

/** Deletes objects, versions, everything under prefixes, everything of a bucket, and then the bucket. */
export const deleteKind = defineKind<DeleteJobInput>({
  id: 'delete',
  schema: deleteJobInput,
  access: 'write',
  describe,
  preview,
  list,
  act,
  async finish({ connection }, input, { failed }) {
    if (!input.removeBucket || failed > 0) return;
    try {
      await deleteBucket(connection, input);
    } catch (error) {
      // An earlier try was cut short after the server had done it.
      if (!(error instanceof AppError && error.code === 'bucket-not-found')) throw error;
    }
  },
});
