import 'server-only';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectAclCommand,
  PutObjectTaggingCommand,
  type AccessControlPolicy,
  type CopyObjectCommandInput,
  type HeadObjectCommandOutput,
  type Tag,
} from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { sendWithGrants } from '@/lib/transfer/access/wire';
import { copyInParts } from '@/lib/transfer/in-parts/operations';
import type { CopyInput, MoveInput } from './schema';
import type { CopiedObject, MovedObject } from './types';
import {
  findEndangered,
  isOntoItself,
  patchMetadata,
  toCondition,
  toCopySource,
  toDirective,
  toGrantsToKeep,
  toKept,
  type CopySource,
  type CopyWays,
} from './wire';

/** A server may need minutes for one large copy, and says nothing meanwhile. */
const copyTimeoutMs = 300_000;

/** What these keys may not read cannot be kept; it is told as a loss. */
async function readOr<Value>(
  read: () => Promise<Value>,
  fallback: Value,
  loss: string,
  losses: string[],
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'access-denied') losses.push(loss);
    else if (error.code !== 'unsupported' && error.code !== 'bad-response') throw error;
    return fallback;
  }
}

type Original = Pick<CopyInput, 'bucket' | 'key' | 'versionId'>;

const toNamed = ({ bucket, key, versionId }: Original) => ({
  Bucket: bucket,
  Key: key,
  ...(versionId !== undefined && { VersionId: versionId }),
});

async function readHead(connection: Connection, input: CopyInput) {
  const { seen } = input;
  const head = await connection.client.send(new HeadObjectCommand(toNamed(input)));
  const isOther =
    seen !== undefined &&
    (head.ETag?.replaceAll('"', '') !== (seen.etag ?? undefined) ||
      head.LastModified?.getTime() !== (seen.modified ?? undefined));
  if (isOther) {
    throw new AppError(
      'precondition-failed',
      'The object has changed since it was last looked at. Nothing was written.',
    );
  }
  if (head.SSECustomerAlgorithm) {
    throw new AppError('unsupported', 'The object is encrypted with a key that only its owner has (SSE-C).');
  }
  return head;
}

/** The tags of an object, for its copy; none where they may not be read, which is a loss. */
export function readTagsToKeep(
  connection: Connection,
  original: Original,
  head: HeadObjectCommandOutput,
  losses: string[],
): Promise<Tag[]> {
  const hasNone = connection.provider.tellsTagCount && !head.TagCount;
  if (hasNone || !hasCapability(connection, 'object-tagging')) return Promise.resolve([]);
  return readOr(
    async () => (await connection.client.send(new GetObjectTaggingCommand(toNamed(original)))).TagSet ?? [],
    [],
    'Its tags could not be read, so the copy may lack them.',
    losses,
  );
}

/** Whom an object lets in beside its owner, for its copy; `null` for nobody, and where it may not be read, which is a loss. */
export function readGrantsToKeep(
  connection: Connection,
  original: Original,
  losses: string[],
): Promise<AccessControlPolicy | null> {
  if (!hasCapability(connection, 'object-acl')) return Promise.resolve(null);
  return readOr(
    async () => toGrantsToKeep(await connection.client.send(new GetObjectAclCommand(toNamed(original)))),
    null,
    'Its access list could not be read, so the copy is private.',
    losses,
  );
}

async function exists(connection: Connection, bucket: string, key: string): Promise<boolean> {
  try {
    await connection.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return false;
    throw error;
  }
}

/** Refuses to replace what exists; the condition on the copy itself catches what comes in between. */
async function requireFree(connection: Connection, { target, conflict }: CopyInput): Promise<void> {
  if (conflict === 'replace' || !(await exists(connection, target.bucket, target.key))) return;
  throw new AppError(
    'conflict',
    `There is an object “${target.key}” in ${target.bucket} already. It was left as it is.`,
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
async function copyWhole(
  connection: Connection,
  input: CopyInput,
  source: CopySource,
  ways: CopyWays,
): Promise<{ versionId: string | null; etag: string | null }> {
  const { head, tags, copySource } = source;
  const command: CopyObjectCommandInput = {
    Bucket: input.target.bucket,
    Key: input.target.key,
    CopySource: copySource,
    ...(head.ETag !== undefined && { CopySourceIfMatch: head.ETag }),
    ...toDirective(input, head),
    ...(tags.length > 0 && { TaggingDirective: 'COPY' as const }),
    ...toKept(head, input.storageClass, input.target.bucket === input.bucket, Date.now(), input.encryption),
    ...toCondition(connection, input),
  };
  const output = await sendWithGrants(findEndangered(input, source), (headers) =>
    connection.client.send(new CopyObjectCommand({ ...command, ...headers }), { requestTimeout: copyTimeoutMs }),
  );
  ways.report(head.ContentLength ?? 0);
  return { versionId: output.VersionId ?? null, etag: output.CopyObjectResult?.ETag?.replaceAll('"', '') ?? null };
}

/** Sets tags that a copy has not got, though its server was told: Ceph 16 passes over those of a multipart upload. */
export async function putTagsBack(connection: Connection, target: Original, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return;
  const place = toNamed(target);
  // Where there are none, Ceph answers without a document.
  const read = async () => (await connection.client.send(new GetObjectTaggingCommand(place))).TagSet ?? [];
  const own = await readOr<Tag[]>(read, [], '', []);
  if (own.length === tags.length) return;
  await connection.client.send(new PutObjectTaggingCommand({ ...place, Tagging: { TagSet: [...tags] } }));
}

/** What belongs to an object beside its content, and does not always go along with it. */
interface Belongings {
  tags: Tag[];
  grants: AccessControlPolicy | null;
}

/** An original as it was seen, and how its copy is to be dealt with. */
interface Seen {
  head: HeadObjectCommandOutput;
  /** Its access list goes along. */
  keepsAccess: boolean;
  /** Somebody tries again what has failed, and completes the copy then: what may pass is thrown, and not told as a loss. */
  isRepeatable?: boolean;
}

async function readBelongings(
  connection: Connection,
  original: Original,
  { head, keepsAccess }: Seen,
  losses: string[],
): Promise<Belongings> {
  const [tags, grants] = await Promise.all([
    readTagsToKeep(connection, original, head, losses),
    keepsAccess ? readGrantsToKeep(connection, original, losses) : null,
  ]);
  return { tags, grants };
}

/** Whether a refusal is none of what was asked: it may be done a little later, or with new keys. */
export function mayPass({ code, isRetryable }: AppError): boolean {
  // Servers that do not know access lists or tags answer with anything.
  if (code === 'bad-response') return false;
  return isRetryable || code === 'credentials-refused' || code === 'clock-skew';
}

/** Sets what the copy did not bring along: some servers lose tags, and none copies an access list. What is refused is a loss. */
async function putBack(
  connection: Connection,
  target: Original,
  { tags, grants }: Belongings,
  { losses, isRepeatable }: { losses: string[]; isRepeatable: boolean | undefined },
): Promise<void> {
  try {
    await putTagsBack(connection, target, tags);
    const place = toNamed(target);
    if (grants) await connection.client.send(new PutObjectAclCommand({ ...place, AccessControlPolicy: grants }));
  } catch (error) {
    if (!(error instanceof AppError) || (isRepeatable && mayPass(error))) throw error;
    losses.push(`The copy was made, but not all of its tags and access list: ${error.message}`);
  }
}

/** Whoever waits for one copy stays until it is done. */
const plainWays: CopyWays = { signal: new AbortController().signal, report: () => undefined };

/** Copies what `seen` tells of, which is taken only if it is the same still. */
export async function copySeen(
  connection: Connection,
  input: CopyInput,
  seen: Seen,
  ways = plainWays,
): Promise<CopiedObject> {
  const losses: string[] = [];
  const { head, isRepeatable } = seen;
  const belongings = await readBelongings(connection, input, seen, losses);
  const source: CopySource = {
    head,
    ...belongings,
    copySource: toCopySource(input.bucket, input.key, input.versionId),
  };
  const { settings, provider } = connection;
  const maxBytes = Math.min(settings.copyInPartsAboveBytes, provider.copiesFasterInPartsAboveBytes);
  const copy = (head.ContentLength ?? 0) > maxBytes ? copyInParts : copyWhole;
  const asked = input.metadataPatch ? { ...input, metadata: patchMetadata(source.head, input.metadataPatch) } : input;
  const { versionId, etag } = await copy(connection, asked, source, ways);
  const target = { ...input.target, ...(versionId !== null && { versionId }) };
  await putBack(connection, target, belongings, { losses, isRepeatable });
  return { ...input.target, versionId, etag, losses };
}

/** Sets what a copy lacks of which nobody knows whether it was completed. Answers what could not be brought along. */
export async function completeCopy(
  connection: Connection,
  original: Original,
  seen: Seen,
  target: Original,
): Promise<string[]> {
  const losses: string[] = [];
  const belongings = await readBelongings(connection, original, seen, losses);
  await putBack(connection, target, belongings, { losses, isRepeatable: seen.isRepeatable });
  return losses;
}

/**
 * Copies one object of any size, or writes it anew onto itself with other metadata or class. Tags, class and encryption go
 * along; within its bucket, lock and access list too.
 */
export async function copyObject(connection: Connection, input: CopyInput): Promise<CopiedObject> {
  if (!isOntoItself(input)) await requireFree(connection, input);
  const head = await readHead(connection, input);
  // Elsewhere a copy belongs to its new place, and grants of the old one would surprise people.
  return copySeen(connection, input, { head, keepsAccess: input.target.bucket === input.bucket });
}

/** Copies, sees that the copy is whole, and deletes the original. */
export async function moveObject(connection: Connection, input: MoveInput): Promise<MovedObject> {
  if (isOntoItself(input))
    throw new AppError('invalid-input', 'The object is there already: choose another name or place.');
  const before = await connection.client.send(new HeadObjectCommand({ Bucket: input.bucket, Key: input.key }));
  const copied = await copyObject(connection, input);
  const made = await connection.client.send(new HeadObjectCommand({ Bucket: copied.bucket, Key: copied.key }));
  if (made.ContentLength !== before.ContentLength) {
    throw new AppError('bad-response', 'The copy has another size than the original, which was therefore kept.');
  }
  const { DeleteMarker, VersionId } = await connection.client.send(
    new DeleteObjectCommand({ Bucket: input.bucket, Key: input.key }),
  );
  return { ...copied, marker: DeleteMarker === true && VersionId ? { key: input.key, versionId: VersionId } : null };
}
