import 'server-only';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { AppError, toAppError } from '@/lib/errors/app-error';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import type { DeleteFailure, DeleteProgress, KeyVersion } from '@/lib/objects/types';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { isXmlSafe } from '@/lib/s3/keys';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import { watchEntryOrder } from '@/lib/s3/version-order';
import type {
  DeleteVersionsInput,
  OlderVersionsInput,
  ReturnInput,
  TimelineInput,
  VersionListingInput,
  VersionWalkInput,
} from './schema';
import type { OlderVersionsCount, OlderVersionsProgress, ReturnStep, Timeline } from './types';
import { toEntries, toObjectVersion, toReturnStep, toVersionCursor, toVersionPage, type WireEntry } from './wire';

interface VersionAnswer {
  output: ListObjectVersionsCommandOutput;
  entries: WireEntry[];
  /** `null` at the end. */
  next: ListingCursor | null;
  callMs: number;
}

/** One list call. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export async function listVersions(
  connection: Connection,
  input: Omit<VersionListingInput, 'connection'>,
  cursor: ListingCursor | null,
): Promise<VersionAnswer> {
  const keyMarker = cursor?.startAfter ?? input.startAfter;
  const command = new ListObjectVersionsCommand({
    Bucket: input.bucket,
    EncodingType: 'url',
    ...(input.prefix && { Prefix: input.prefix }),
    ...(input.delimiter && { Delimiter: input.delimiter }),
    ...(input.maxKeys !== undefined && { MaxKeys: input.maxKeys }),
    ...(keyMarker !== undefined && { KeyMarker: keyMarker }),
    ...(cursor?.versionId !== undefined && { VersionIdMarker: cursor.versionId }),
    ...(input.expectedBucketOwner !== undefined && { ExpectedBucketOwner: input.expectedBucketOwner }),
    ...(input.restoreStatus === true && { OptionalObjectAttributes: ['RestoreStatus' as const] }),
  });
  const order = watchEntryOrder(command);
  const started = performance.now();
  const output = await connection.client.send(command);
  const callMs = performance.now() - started;
  const entries = toEntries(output, order);
  return { output, entries, next: output.IsTruncated === true ? toVersionCursor(output, entries) : null, callMs };
}

/** @throws `bad-response` where a page leads to the one before */
export function requireProgress(next: ListingCursor, previous: ListingCursor | null): void {
  if (next.startAfter !== (previous?.startAfter ?? null) || next.versionId !== previous?.versionId) return;
  throw new AppError('bad-response', 'The server sends the same page again and again. The listing is incomplete.');
}

function requireVersions(connection: Connection, bucket: string): void {
  if (hasCapability(connection, 'bucket-versioning') && !bucket.endsWith('--x-s3')) return;
  throw new AppError('unsupported', 'Buckets keep no versions here.');
}

/** Streams up to `input.pages` pages of versions and delete markers, each by one list call, the next one under way. */
export async function* walkVersions(
  connection: Connection,
  input: VersionWalkInput,
): AsyncGenerator<ListingPage, void, void> {
  requireVersions(connection, input.bucket);
  let cursor = input.cursor;
  let answer = await listVersions(connection, input, cursor);
  for (let count = 1; ; count += 1) {
    const { output, entries, next, callMs } = answer;
    // A page that does not say where it goes on is the last; its reader says so and keeps the rows.
    if (next && entries.length > 0) requireProgress(next, cursor);
    const isLost = next !== null && next.startAfter === null;
    const following = count < input.pages && next && !isLost ? listVersions(connection, input, next) : null;
    following?.catch(() => undefined);
    yield toVersionPage(output, entries, input.prefix, next, callMs);
    if (!following) return;
    cursor = next;
    answer = await following;
  }
}

/** The entries of one page that are of exactly this key, which comes first among all that begin so. */
async function listKey(
  connection: Connection,
  { bucket, key, cursor, maxVersions }: TimelineInput,
): Promise<{ entries: WireEntry[]; next: ListingCursor | null }> {
  const input = { bucket, prefix: key, delimiter: '', ...(maxVersions !== undefined && { maxKeys: maxVersions }) };
  const { entries, next } = await listVersions(connection, input, cursor);
  if (next) requireProgress(next, cursor);
  const ofKey = entries.filter((entry) => entry.key === key);
  return { entries: ofKey, next: next?.startAfter === key ? next : null };
}

/** Some versions of one object, newest first. */
export async function readTimeline(connection: Connection, input: TimelineInput): Promise<Timeline> {
  requireVersions(connection, input.bucket);
  const { entries, next } = await listKey(connection, input);
  return { versions: entries.map(toObjectVersion), next };
}

function toFailure({ key, versionId }: KeyVersion, thrown: unknown): DeleteFailure {
  const error = toAppError(thrown);
  return { key, versionId, code: error.s3?.code || error.code, message: error.s3?.message || error.message };
}

async function deleteOne(connection: Connection, input: DeleteVersionsInput, version: KeyVersion) {
  try {
    await connection.client.send(
      new DeleteObjectCommand({
        Bucket: input.bucket,
        Key: version.key,
        VersionId: version.versionId,
        ...(input.bypassGovernance === true && { BypassGovernanceRetention: true }),
      }),
    );
    return [];
  } catch (error) {
    return [toFailure(version, error)];
  }
}

async function deleteBatch(connection: Connection, input: DeleteVersionsInput, versions: readonly KeyVersion[]) {
  if (versions.length === 0) return [];
  try {
    const { Errors = [] } = await connection.client.send(
      new DeleteObjectsCommand({
        Bucket: input.bucket,
        Delete: { Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })), Quiet: true },
        ...(input.bypassGovernance === true && { BypassGovernanceRetention: true }),
      }),
    );
    return Errors.map(({ Key = '', VersionId, Code = '', Message = '' }) => ({
      key: Key,
      ...(VersionId && { versionId: VersionId }),
      code: Code,
      message: Message,
    }));
  } catch (error) {
    return versions.map((version) => toFailure(version, error));
  }
}

/**
 * Deletes up to 1,000 versions or delete markers for good. Keys that XML cannot carry go one by one.
 * DeleteObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deleteVersions(connection: Connection, input: DeleteVersionsInput): Promise<DeleteProgress> {
  const failures: DeleteFailure[] = await deleteBatch(
    connection,
    input,
    input.versions.filter(({ key }) => isXmlSafe(key)),
  );
  for (const version of input.versions.filter(({ key }) => !isXmlSafe(key))) {
    failures.push(...(await deleteOne(connection, input, version)));
  }
  return { deleted: input.versions.length - failures.length, failures, markers: [] };
}

/** Counts one page of what is older than the latest version of a key. */
export async function countOlderVersions(
  connection: Connection,
  input: OlderVersionsInput,
): Promise<OlderVersionsCount> {
  requireVersions(connection, input.bucket);
  const { entries, next } = await listKey(connection, { ...input, maxVersions: maxKeysPerDelete });
  const older = entries.filter(({ IsLatest }) => IsLatest !== true);
  const markers = older.filter(({ isMarker }) => isMarker).length;
  const bytes = older.reduce((sum, { Size = 0 }) => sum + Size, 0);
  return { versions: older.length - markers, markers, bytes, next };
}

/** Deletes one page of them for good. What failed stays behind the cursor, so steps always end. */
export async function deleteOlderVersions(
  connection: Connection,
  input: OlderVersionsInput,
): Promise<OlderVersionsProgress> {
  requireVersions(connection, input.bucket);
  const { entries, next } = await listKey(connection, { ...input, maxVersions: maxKeysPerDelete });
  const versions = entries
    .filter(({ IsLatest }) => IsLatest !== true)
    .map(({ key, VersionId = 'null' }) => ({ key, versionId: VersionId }));
  if (versions.length === 0) return { deleted: 0, failures: [], markers: [], next };
  return { ...(await deleteVersions(connection, { ...input, versions })), next };
}

/** Keys looked up at once. */
const parallelKeys = 8;
/** Pages of versions of one key; a key that has changed more often since has to be restored from its timeline. */
const maxPagesSince = 20;

/** All versions of a key that are newer than a moment, and the one that was current then. */
async function listSince(connection: Connection, bucket: string, key: string, at: number): Promise<WireEntry[]> {
  const found: WireEntry[] = [];
  let cursor: ListingCursor | null = null;
  for (let pages = 0; pages < maxPagesSince; pages += 1) {
    const { entries, next }: { entries: WireEntry[]; next: ListingCursor | null } = await listKey(connection, {
      connection: connection.id,
      bucket,
      key,
      cursor,
    });
    const then = entries.findIndex(({ LastModified }) => (LastModified?.getTime() ?? -Infinity) <= at);
    if (then !== -1) return [...found, ...entries.slice(0, then + 1)];
    found.push(...entries);
    if (!next) return found;
    cursor = next;
  }
  throw new AppError('unsupported', 'It has changed more than 20,000 times since. Restore it from its timeline.');
}

/** What it takes to have up to 50 keys again as they were at a moment. Reads only. */
export async function planReturn(connection: Connection, input: ReturnInput): Promise<ReturnStep[]> {
  requireVersions(connection, input.bucket);
  const steps = new Map<string, ReturnStep>();
  const waiting = [...input.keys];
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      try {
        steps.set(key, toReturnStep(key, await listSince(connection, input.bucket, key, input.at), input.at));
      } catch (thrown) {
        const { code, message } = toFailure({ key, versionId: '' }, thrown);
        steps.set(key, { kind: 'failed', key, code, message });
      }
    }
  };
  await Promise.all(Array.from({ length: parallelKeys }, work));
  return input.keys.flatMap((key) => steps.get(key) ?? []);
}
