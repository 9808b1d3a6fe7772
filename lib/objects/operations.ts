import 'server-only';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type ListObjectsCommandInput,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { AppError, toAppError } from '@/lib/errors/app-error';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { fromListedKey, isXmlSafe } from '@/lib/s3/keys';
import { signGet, type SignedUrl } from '@/lib/s3/presign';
import { toContentDisposition, toFileName } from '@/lib/format/file-name';
import type {
  CountInput,
  DeleteKeysInput,
  DeletePrefixInput,
  FolderInput,
  ListingInput,
  ObjectTarget,
  WalkInput,
} from './schema';
import type {
  CountProgress,
  DeleteFailure,
  DeleteProgress,
  ObjectDetails,
  PrefixDeleteProgress,
  Versioning,
} from './types';
import { toListingPage, toMarkers, toObjectDetails, toV1Cursor } from './wire';

type CommonListingInput = Pick<
  ListObjectsV2CommandInput & ListObjectsCommandInput,
  keyof ListObjectsCommandInput & keyof ListObjectsV2CommandInput
>;

/** What every list call asks for. */
export function toListInput(input: ListingInput): CommonListingInput {
  return {
    Bucket: input.bucket,
    // Keys may hold what XML cannot; asked this way they come percent-encoded.
    EncodingType: 'url',
    ...(input.prefix && { Prefix: input.prefix }),
    ...(input.delimiter && { Delimiter: input.delimiter }),
    ...(input.maxKeys !== undefined && { MaxKeys: input.maxKeys }),
    ...(input.expectedBucketOwner !== undefined && { ExpectedBucketOwner: input.expectedBucketOwner }),
    ...(input.restoreStatus === true && { OptionalObjectAttributes: ['RestoreStatus' as const] }),
  };
}

/** The server says there is more, but not where. The page with this cursor is the last, and whoever reads it must say so. */
const nowhere: ListingCursor = { token: null, startAfter: null };

/** A truncated page must say where to go on, and it must be somewhere new: anything else would loop or lose rows. */
function requireProgress(next: string | null, previous: string | null, isTruncated: boolean): string | null {
  if (!isTruncated) return null;
  if (next !== null && next !== previous) return next;
  throw new AppError(
    'bad-response',
    next === null
      ? 'The server says there is more, but not where it goes on. The listing is incomplete.'
      : 'The server sends the same page again and again. The listing is incomplete.',
  );
}

async function listPageV2(
  connection: Connection,
  input: ListingInput,
  cursor: ListingCursor | null,
): Promise<ListingPage> {
  const started = performance.now();
  const startAfter = cursor?.startAfter ?? input.startAfter;
  const output = await connection.client.send(
    new ListObjectsV2Command({
      ...toListInput(input),
      ...(input.fetchOwner === true && { FetchOwner: true }),
      ...(cursor?.token != null
        ? { ContinuationToken: cursor.token }
        : startAfter !== undefined && { StartAfter: startAfter }),
    }),
  );
  const callMs = performance.now() - started;
  return toListingPage(output, input.prefix, toV2Cursor(output, cursor), callMs);
}

function toV2Cursor(output: ListObjectsV2CommandOutput, previous: ListingCursor | null): ListingCursor | null {
  const token = output.NextContinuationToken ?? null;
  if (output.IsTruncated === true && token === null) return nowhere;
  const next = requireProgress(token, previous?.token ?? null, output.IsTruncated === true);
  return next === null ? null : { token: next, startAfter: null };
}

async function listPageV1(
  connection: Connection,
  input: ListingInput,
  cursor: ListingCursor | null,
): Promise<ListingPage> {
  const started = performance.now();
  const marker = cursor?.startAfter ?? input.startAfter ?? null;
  const output = await connection.client.send(
    new ListObjectsCommand({ ...toListInput(input), ...(marker !== null && { Marker: marker }) }),
  );
  const callMs = performance.now() - started;
  const startAfter = requireProgress(toV1Cursor(output), marker, output.IsTruncated === true);
  return toListingPage(output, input.prefix, startAfter === null ? null : { token: null, startAfter }, callMs);
}

/** Directory buckets list only by `/`, from prefixes that end in it, and know no start-after (S3 Express). */
export function requireListable(input: ListingInput): void {
  if (!input.bucket.endsWith('--x-s3')) return;
  if (input.startAfter !== undefined) {
    throw new AppError('unsupported', 'A directory bucket keeps no order, so a listing cannot start after a key.');
  }
  if ((input.delimiter !== '/' && input.delimiter !== '') || (input.prefix !== '' && !input.prefix.endsWith('/'))) {
    throw new AppError('unsupported', 'A directory bucket lists only by “/”, and only prefixes that end in “/”.');
  }
}

/**
 * Streams up to `input.pages` pages, each by one list call. The next call is under way while the last page travels.
 * ListObjectsV2: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export async function* walkListing(connection: Connection, input: WalkInput): AsyncGenerator<ListingPage, void, void> {
  requireListable(input);
  const listPage = input.api === 'v1' || !hasCapability(connection, 'list-v2') ? listPageV1 : listPageV2;
  let page = await listPage(connection, input, input.cursor);
  for (let count = 1; count < input.pages && page.next !== null && page.next !== nowhere; count += 1) {
    const following = listPage(connection, input, page.next);
    // It is awaited only after the page has been taken; until then nobody else would catch its failure.
    following.catch(() => undefined);
    yield page;
    page = await following;
  }
  yield page;
}

/** HeadObject with its checksum, where the server keeps one. */
export async function readObjectDetails(connection: Connection, target: ObjectTarget): Promise<ObjectDetails> {
  const head = await connection.client.send(
    new HeadObjectCommand({
      Bucket: target.bucket,
      Key: target.key,
      ...(target.versionId !== undefined && { VersionId: target.versionId }),
      ...(hasCapability(connection, 'checksums') && { ChecksumMode: 'ENABLED' }),
    }),
  );
  return toObjectDetails(target.key, head);
}

/** An empty object whose key ends in `/`: what every S3 tool shows as a folder. Refused when it exists already. */
export async function createFolder(connection: Connection, input: FolderInput): Promise<{ key: string }> {
  const key = `${input.prefix}${input.name}/`;
  await connection.client.send(
    new PutObjectCommand({
      Bucket: input.bucket,
      Key: key,
      Body: '',
      ContentLength: 0,
      ContentType: 'application/x-directory',
      ...(hasCapability(connection, 'conditional-writes') && { IfNoneMatch: '*' }),
    }),
  );
  return { key };
}

/** A download starts at once, so its link lives a few minutes; a transfer under way is not cut by the expiry. */
const downloadLinkSeconds = 300;

export function signDownload(connection: Connection, target: ObjectTarget): Promise<SignedUrl> {
  return signGet(
    connection,
    target,
    { ResponseContentDisposition: toContentDisposition(toFileName(target.key)) },
    downloadLinkSeconds,
  );
}

/** Off and never-set look alike: S3 sends an empty document for both. `unknown` when the keys may not ask. */
export async function readVersioning(connection: Connection, input: { bucket: string }): Promise<Versioning> {
  if (!hasCapability(connection, 'bucket-versioning')) return 'off';
  try {
    const { Status } = await connection.client.send(new GetBucketVersioningCommand({ Bucket: input.bucket }));
    return Status === 'Enabled' ? 'enabled' : Status === 'Suspended' ? 'suspended' : 'off';
  } catch (error) {
    if (error instanceof AppError && ['access-denied', 'unsupported', 'bad-response'].includes(error.code))
      return 'unknown';
    throw error;
  }
}

function toFailureOf(key: string, thrown: unknown): DeleteFailure {
  const error = toAppError(thrown);
  return { key, code: error.s3?.code || error.code, message: error.s3?.message || error.message };
}

type DeleteAnswer = Pick<DeleteProgress, 'failures' | 'markers'>;

async function deleteOne(connection: Connection, bucket: string, key: string): Promise<DeleteAnswer> {
  try {
    const output = await connection.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    const isMarked = output.DeleteMarker === true && output.VersionId !== undefined;
    return { failures: [], markers: isMarked ? [{ key, versionId: output.VersionId ?? '' }] : [] };
  } catch (error) {
    return { failures: [toFailureOf(key, error)], markers: [] };
  }
}

async function deleteBatch(
  connection: Connection,
  bucket: string,
  keys: string[],
  isQuiet: boolean,
): Promise<DeleteAnswer> {
  if (keys.length === 0) return { failures: [], markers: [] };
  try {
    const { Errors = [], Deleted = [] } = await connection.client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: isQuiet } }),
    );
    return {
      failures: Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message })),
      markers: toMarkers(Deleted, keys),
    };
  } catch (error) {
    return { failures: keys.map((key) => toFailureOf(key, error)), markers: [] };
  }
}

/**
 * Deletes up to 1,000 objects. Keys that XML cannot carry go one by one, because a single one of them fails a whole
 * batch. Whatever fails is named; the rest goes on. With `isQuiet` nothing is told of delete markers, which saves time.
 * DeleteObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deleteKeys(
  connection: Connection,
  input: DeleteKeysInput,
  isQuiet = false,
): Promise<DeleteProgress> {
  const { failures, markers } = await deleteBatch(connection, input.bucket, input.keys.filter(isXmlSafe), isQuiet);
  for (const key of input.keys.filter((candidate) => !isXmlSafe(candidate))) {
    const answer = await deleteOne(connection, input.bucket, key);
    failures.push(...answer.failures);
    markers.push(...answer.markers);
  }
  return { deleted: input.keys.length - failures.length, failures, markers };
}

/** The keys of one page under a prefix, all levels, with their bytes. */
async function listKeys(
  connection: Connection,
  input: CountInput | DeletePrefixInput,
): Promise<{ keys: string[]; bytes: number; next: ListingCursor | null }> {
  const output = await connection.client.send(
    new ListObjectsV2Command({
      Bucket: input.bucket,
      Prefix: input.prefix,
      EncodingType: 'url',
      ...(input.cursor?.token != null && { ContinuationToken: input.cursor.token }),
    }),
  );
  const token = requireProgress(
    output.NextContinuationToken ?? null,
    input.cursor?.token ?? null,
    output.IsTruncated === true,
  );
  const contents = output.Contents ?? [];
  return {
    keys: contents.map(({ Key = '' }) => fromListedKey(Key)),
    bytes: contents.reduce((sum, { Size = 0 }) => sum + Size, 0),
    next: token === null ? null : { token, startAfter: null },
  };
}

/** Counts one page under a prefix. */
export async function countPrefix(connection: Connection, input: CountInput): Promise<CountProgress> {
  const { keys, bytes, next } = await listKeys(connection, input);
  return { keys: keys.length, bytes, next };
}

/** Deletes one page of what lies under a prefix. What failed stays behind the cursor, so steps always end. */
export async function deletePrefix(connection: Connection, input: DeletePrefixInput): Promise<PrefixDeleteProgress> {
  const { keys, next } = await listKeys(connection, input);
  if (keys.length === 0) return { deleted: 0, failures: [], markers: [], next };
  return { ...(await deleteKeys(connection, { ...input, keys })), next };
}
