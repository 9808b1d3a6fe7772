import 'server-only';
import {
  DeleteObjectCommand,
  GetObjectAclCommand,
  HeadObjectCommand,
  PutObjectAclCommand,
  type AccessControlPolicy,
  type HeadObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { copySeen, readGrantsToKeep, readTagsToKeep } from '@/lib/copying/operations';
import { AppError } from '@/lib/errors/app-error';
import { abortUploads, listUploads } from '@/lib/incomplete-uploads/operations';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { minPartSizeBytes } from '@/lib/s3/limits';
import { compareContents, decide, isMovedAlready, isPlainEtag, isUnchanged } from './compare';
import { countParts } from './parts';
import { streamObject } from './stream/operations';
import type { Content, Place, Transferred, TransferInput, TransferWays } from './types';
import { toContent, toForeignGrants } from './wire';

interface Ends {
  from: Connection;
  to: Connection;
}

/** Whether both are the same server with the same keys, so that it can copy by itself. */
export function isOneEndpoint({ from, to }: Ends): boolean {
  return (
    from.settings.endpoint === to.settings.endpoint &&
    from.settings.region === to.settings.region &&
    from.credentials.accessKeyId === to.credentials.accessKeyId
  );
}

interface Held {
  head: HeadObjectCommandOutput;
  content: Content;
}

/** What stands at a place; `null` for nothing. */
async function readHeld(connection: Connection, { bucket, key }: Place): Promise<Held | null> {
  try {
    const head = await connection.client.send(
      new HeadObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(hasCapability(connection, 'checksums') && { ChecksumMode: 'ENABLED' }),
      }),
    );
    return { head, content: toContent(head, bucket) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

const changed = (): AppError =>
  new AppError('source-changed', 'It changed while it was copied. What stands there now was left where it is.');

/** Grants across servers: those to groups; the others mean nothing there. */
async function writeForeignGrants(
  to: Connection,
  target: Place,
  grants: AccessControlPolicy,
  losses: string[],
): Promise<void> {
  const place = { Bucket: target.bucket, Key: target.key };
  if (!hasCapability(to, 'object-acl')) {
    losses.push('Its access list was lost: the other server keeps none.');
    return;
  }
  try {
    const own = await to.client.send(new GetObjectAclCommand(place));
    const { policy, isLess } = toForeignGrants(own, grants);
    if (policy) await to.client.send(new PutObjectAclCommand({ ...place, AccessControlPolicy: policy }));
    if (isLess) losses.push('Grants to accounts were lost: they mean nothing on the other server.');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    losses.push(`The copy was made, but not its access list: ${error.message}`);
  }
}

/** Whether what stands at the target can be nothing but a true copy, as far as sizes, checksums and ETags tell. */
async function verify(to: Connection, target: Place, expected: Content): Promise<void> {
  const made = await readHeld(to, target);
  const isOther =
    made === null ||
    compareContents(expected, made.content) === 'different' ||
    // Of as many parts, cut at the same places.
    (expected.etag !== made.content.etag &&
      countParts(expected.etag) !== null &&
      countParts(expected.etag) === countParts(made.content.etag));
  if (isOther) {
    throw new AppError('copy-differs', 'The copy has another size or checksum than the original, which was kept.');
  }
}

/** Copies by the server itself; answers what the copy could not bring along. */
async function copyThere(ends: Ends, input: TransferInput, { head, content }: Held, ways: TransferWays) {
  const { source, target, rule, keepsAccess, isMove } = input;
  const copied = await copySeen(
    ends.to,
    { connection: ends.to.id, ...source, target, conflict: rule === 'skip' ? 'refuse' : 'replace' },
    { head, keepsAccess },
  );
  ways.report(content.sizeBytes);
  if (isMove || countParts(copied.etag) !== null) {
    // A copy that was made in other parts than its original has another ETag, which the server has told.
    const isWhole = countParts(content.etag) === null && countParts(copied.etag) === null;
    await verify(ends.to, target, isWhole ? content : { ...content, etag: copied.etag ?? null });
  }
  return copied.losses;
}

/** Copies through this server. */
async function copyAcross(ends: Ends, input: TransferInput, { head, content }: Held, ways: TransferWays) {
  const { source, target, rule, keepsAccess } = input;
  const losses: string[] = [];
  const tags = await readTagsToKeep(ends.from, source, losses);
  const stream = { source, target, head, tags, isGuarded: rule === 'skip' };
  const streamed = await streamObject(ends, stream, ways);
  const { etag } = content;
  // What arrived is not what the original says of itself.
  if (etag !== null && isPlainEtag(etag) && isPlainEtag(streamed.expectedEtag) && etag !== streamed.expectedEtag) {
    throw new AppError('copy-differs', 'What was read has another checksum than the original, which was kept.');
  }
  await verify(ends.to, target, { ...content, etag: streamed.expectedEtag });
  losses.push(...streamed.losses);
  if (keepsAccess) {
    const grants = await readGrantsToKeep(ends.from, source, losses);
    if (grants) await writeForeignGrants(ends.to, target, grants, losses);
  }
  return losses;
}

/** Uploads in parts that an earlier try has left unfinished at the target. */
async function abortLeftovers(to: Connection, target: Place, since: number): Promise<void> {
  const { uploads } = await listUploads(to, {
    connection: to.id,
    bucket: target.bucket,
    prefix: target.key,
    cursor: null,
  });
  const own = uploads.filter(({ key, initiated }) => key === target.key && initiated !== null && initiated >= since);
  if (own.length === 0) return;
  await abortUploads(to, { connection: to.id, bucket: target.bucket, uploads: own });
}

/**
 * Deletes the original, and nothing that was written there since it was seen: servers that know conditions are told one, and the
 * others asked right before (Ceph 16 passes over If-Match of a delete).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
async function removeOriginal(from: Connection, source: Place, seen: Held): Promise<void> {
  const now = await readHeld(from, source);
  if (now === null) return;
  if (!isUnchanged(seen.content, now.content) || seen.head.ETag !== now.head.ETag) throw changed();
  const etag = seen.head.ETag?.replaceAll('"', '');
  const isConditional = etag !== undefined && hasCapability(from, 'conditional-writes');
  try {
    await from.client.send(
      new DeleteObjectCommand({
        Bucket: source.bucket,
        Key: source.key,
        ...(isConditional && { IfMatch: from.provider.quotesIfMatch ? `"${etag}"` : etag }),
      }),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return;
    if (error instanceof AppError && error.code === 'precondition-failed') throw changed();
    throw error;
  }
}

/** A copy that a condition has refused: the original has changed, or something has come to its target. */
async function explainRefusal(ends: Ends, input: TransferInput, seen: Held): Promise<Transferred> {
  const now = await readHeld(ends.from, input.source);
  if (now === null || !isUnchanged(seen.content, now.content)) throw changed();
  if (input.rule === 'skip' && (await readHeld(ends.to, input.target))) return skipped;
  throw new AppError('precondition-failed', 'The server refused the copy by a condition that holds.');
}

const skipped: Transferred = { became: 'skipped', bytes: 0, losses: [] };

async function copyHeld(ends: Ends, input: TransferInput, held: Held, ways: TransferWays): Promise<string[]> {
  // Whatever is smaller is never uploaded in parts.
  const mayHaveParts = held.content.sizeBytes >= minPartSizeBytes;
  if (input.repeatSince !== null && mayHaveParts) await abortLeftovers(ends.to, input.target, input.repeatSince);
  return isOneEndpoint(ends) ? copyThere(ends, input, held, ways) : copyAcross(ends, input, held, ways);
}

async function copyOrExplain(ends: Ends, input: TransferInput, held: Held, ways: TransferWays): Promise<Transferred> {
  try {
    const losses = await copyHeld(ends, input, held, ways);
    return { became: 'copied', bytes: held.content.sizeBytes, losses };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not-found') throw changed();
    if (error.code !== 'precondition-failed' && error.code !== 'conflict') throw error;
    return explainRefusal(ends, input, held);
  }
}

/** The original has gone. On a second try that may be because the first has moved it. */
async function explainAbsence(ends: Ends, input: TransferInput): Promise<Transferred> {
  const { target, listed, repeatSince, isMove } = input;
  const there = isMove && repeatSince !== null ? await readHeld(ends.to, target) : null;
  if (isMovedAlready(there?.content ?? null, listed, repeatSince)) {
    return { became: 'copied', bytes: listed.sizeBytes, losses: [] };
  }
  throw new AppError('source-gone', 'It was not there any more when its turn came.');
}

/** What stands at the target, where that is of importance. Throws `invalid-input` when it is the original itself. */
async function readTarget(ends: Ends, input: TransferInput, { content }: Held): Promise<Content | null> {
  const { source, target, rule, repeatSince } = input;
  const hasOneName = source.bucket === target.bucket && source.key === target.key;
  if (rule === 'overwrite' && repeatSince === null && !hasOneName) return null;
  const there = await readHeld(ends.to, target);
  // Two connections may lead to one server: a move would end by deleting the only object there is.
  if (hasOneName && there !== null && isUnchanged(content, there.content)) {
    throw new AppError('invalid-input', 'Source and target are the same object, which was left as it is.');
  }
  return there?.content ?? null;
}

/**
 * Copies or moves one object of any size, within an endpoint or to another. Metadata, tags and class go along. A move deletes the
 * original when its copy has been seen to be whole, and only if nobody has written it meanwhile.
 * @throws AppError `invalid-input` for an object onto itself, `source-gone`, `source-changed`, `copy-differs`, `cancelled`, and whatever the servers answer
 */
export async function transferObject(ends: Ends, input: TransferInput, ways: TransferWays): Promise<Transferred> {
  const { source, isMove } = input;
  const held = await readHeld(ends.from, source);
  if (held === null) return explainAbsence(ends, input);
  const decision = decide(held.content, await readTarget(ends, input, held), input);
  if (decision === 'skip' || (decision === 'there' && !isMove)) return skipped;
  const done: Transferred = { became: 'copied', bytes: held.content.sizeBytes, losses: [] };
  const outcome = decision === 'copy' ? await copyOrExplain(ends, input, held, ways) : done;
  if (isMove && outcome.became === 'copied') await removeOriginal(ends.from, source, held);
  return outcome;
}
