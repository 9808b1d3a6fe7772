import 'server-only';
import { copySeen, readTagsToKeep } from '@/lib/copying/operations';
import { AppError } from '@/lib/errors/app-error';
import { abortUploads, listUploads } from '@/lib/incomplete-uploads/operations';
import type { Connection } from '@/lib/s3/connection';
import { minPartSizeBytes } from '@/lib/s3/limits';
import { hasAccessLists } from './access/operations';
import { bringAcross, complete } from './belongings/operations';
import { compareContents, decide, isMovedAlready, isPlainEtag, isUnchanged } from './compare';
import { isOneEndpoint, type Ends } from './ends';
import { readHeld, type Held } from './held/operations';
import { countParts } from './parts';
import { openRemovals, toChanged } from './removal/operations';
import { streamObject } from './stream/operations';
import type { Content, Place, Transferred, TransferInput, TransferWays } from './types';

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

/** Whether nothing that stands at the target may be overwritten. */
function isGuarded({ rule, isFree }: TransferInput): boolean {
  return rule === 'skip' || (rule !== 'overwrite' && isFree === true);
}

/** Copies by the server itself; answers what the copy could not bring along. */
async function copyThere(ends: Ends, input: TransferInput, { head, content }: Held, ways: TransferWays) {
  const { source, target, keepsAccess, isMove } = input;
  const copied = await copySeen(
    ends.to,
    { connection: ends.to.id, ...source, target, conflict: isGuarded(input) ? 'refuse' : 'replace' },
    { head, keepsAccess: keepsAccess && (await hasAccessLists(ends.from, source.bucket)), isRepeatable: true },
    ways,
  );
  // MD5s of the content, told by whoever has written it, prove a copy; anything else has it looked at.
  const isProved = content.etag !== null && copied.etag === content.etag;
  if (!isProved && (isMove || countParts(copied.etag) !== null)) {
    // A copy that was made in other parts than its original has another ETag, which the server has told.
    const isWhole = countParts(content.etag) === null && countParts(copied.etag) === null;
    await verify(ends.to, target, isWhole ? content : { ...content, etag: copied.etag ?? null });
  }
  return copied.losses;
}

/** Copies through this server. */
async function copyAcross(ends: Ends, input: TransferInput, { head, content }: Held, ways: TransferWays) {
  const { source, target } = input;
  const losses: string[] = [];
  const tags = await readTagsToKeep(ends.from, source, head, losses);
  const stream = { source, target, head, tags, isGuarded: isGuarded(input) };
  const streamed = await streamObject(ends, stream, ways);
  const { etag } = content;
  // What arrived is not what the original says of itself.
  if (etag !== null && isPlainEtag(etag) && isPlainEtag(streamed.expectedEtag) && etag !== streamed.expectedEtag) {
    throw new AppError('copy-differs', 'What was read has another checksum than the original, which was kept.');
  }
  await verify(ends.to, target, { ...content, etag: streamed.expectedEtag });
  // In one request they travel with the bytes.
  const lost = countParts(streamed.expectedEtag) === null ? [] : tags;
  return [...losses, ...streamed.losses, ...(await bringAcross(ends, input, lost))];
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

/** @throws AppError `source-changed` */
async function requireUnchanged(from: Connection, source: Place, seen: Held): Promise<void> {
  const now = await readHeld(from, source);
  if (now === null || !isUnchanged(seen.content, now.content)) throw toChanged();
}

/** A copy that a condition has refused: the original has changed, or something has come to its target, and the rule says what then. */
async function explainRefusal(ends: Ends, input: TransferInput, seen: Held, ways: TransferWays): Promise<Transferred> {
  await requireUnchanged(ends.from, input.source, seen);
  if (input.isFree) return bring(ends, { ...input, isFree: false }, seen, ways);
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

/** Copies what was seen. @throws AppError `source-changed` when it is another by now */
export async function copyOrExplain(
  ends: Ends,
  input: TransferInput,
  held: Held,
  ways: TransferWays,
): Promise<Transferred> {
  try {
    const losses = await copyHeld(ends, input, held, ways);
    return { became: 'copied', bytes: held.content.sizeBytes, losses };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not-found') throw toChanged();
    if (error.code === 'precondition-failed' || error.code === 'conflict') {
      return explainRefusal(ends, input, held, ways);
    }
    // Of a range that the object, written anew meanwhile, does not have.
    if (error.code === 'invalid-input') await requireUnchanged(ends.from, input.source, held);
    throw error;
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
  const { source, target, rule, repeatSince, isFree } = input;
  const hasOneName = source.bucket === target.bucket && source.key === target.key;
  // A listing is believed where the copy itself fails if it was wrong.
  const isKnown = rule === 'overwrite' || (isFree === true && ends.to.provider.heedsConditions);
  if (isKnown && repeatSince === null && !hasOneName) return null;
  const there = await readHeld(ends.to, target);
  // Two connections may lead to one server: a move would end by deleting the only object there is.
  if (hasOneName && there !== null && isUnchanged(content, there.content)) {
    throw new AppError('invalid-input', 'Source and target are the same object, which was left as it is.');
  }
  return there?.content ?? null;
}

/** The way to the very copy that was seen at the target: what is written there from now on is somebody else's. */
function toMade(input: TransferInput, there: Content | null): TransferInput {
  const versionId = there?.versionId ?? null;
  return versionId === null ? input : { ...input, target: { ...input.target, versionId } };
}

/** Has a copy at the target, if the rule wants one. */
async function bring(ends: Ends, input: TransferInput, held: Held, ways: TransferWays): Promise<Transferred> {
  const there = await readTarget(ends, input, held);
  const decision = decide(held.content, there, input);
  if (decision === 'skip' || (decision === 'there' && !input.isMove)) return skipped;
  if (decision === 'copy') return copyOrExplain(ends, input, held, ways);
  const losses = decision === 'done' ? await complete(ends, toMade(input, there), held.head) : [];
  return { became: 'copied', bytes: held.content.sizeBytes, losses };
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
  const outcome = await bring(ends, input, held, ways);
  if (isMove && outcome.became === 'copied') await (ways.remove ?? openRemovals(ends.from))(source, held);
  return outcome;
}
