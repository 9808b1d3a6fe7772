import 'server-only';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import type { ListingCursor } from '@/lib/listing/page';
import type { Connection } from '@/lib/s3/connection';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import { deleteVersions, readTimeline } from '@/lib/versions/operations';
import { complete } from '../belongings/operations';
import { compareContents } from '../compare';
import type { Ends } from '../ends';
import { readHeld, type Held } from '../held/operations';
import { copyOrExplain } from '../operations';
import { toChanged } from '../removal/operations';
import type { Place, Transferred, TransferInput, TransferWays } from '../types';
import { isLikelyCopy } from '../wire';
import { findCopied, findCopiedClosely, isLeft, isSameHistory, keepWrittenSince, type HistoryEntry } from './resume';

/** One object with all its versions and delete markers. */
export interface HistoryInput extends Omit<TransferInput, 'repeatSince' | 'isFree'> {
  /** When the work began, on the clock of the target's server: what was written there since may be its own. */
  since: number;
  /** An earlier try was cut short. */
  isRepeat: boolean;
}

/** Every version and marker of a key, the oldest first. */
async function readHistory(connection: Connection, { bucket, key }: Place): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let cursor: ListingCursor | null = null;
  do {
    const page = await readTimeline(connection, { connection: connection.id, bucket, key, cursor });
    entries.push(...page.versions);
    cursor = page.next;
  } while (cursor !== null);
  return entries.reverse();
}

const sumBytes = (entries: readonly HistoryEntry[]): number =>
  entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Hides the key at the target, as it was hidden then. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
async function mark(to: Connection, { bucket, key }: Place): Promise<void> {
  await to.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

async function readOriginal(from: Connection, source: Place): Promise<Held> {
  const held = await readHeld(from, source);
  if (held === null) throw toChanged();
  return held;
}

/** Puts a version on top of what the target has. Answers what could not be brought along. */
async function copyVersion(ends: Ends, input: HistoryInput, { versionId }: HistoryEntry, ways: TransferWays) {
  const source = { ...input.source, versionId };
  const held = await readOriginal(ends.from, source);
  const one = { ...input, source, rule: 'overwrite' as const, repeatSince: input.isRepeat ? input.since : null };
  const { losses } = await copyOrExplain(ends, one, held, ways);
  return losses;
}

/** Whether a version at the target is a copy of another, by more than listings tell. Nothing less than its content lets an original go. */
async function isProved(
  ends: Ends,
  { source, target, isMove }: HistoryInput,
  original: HistoryEntry,
  copy: HistoryEntry,
): Promise<boolean> {
  const [one, other] = await Promise.all([
    readHeld(ends.from, { ...source, versionId: original.versionId }),
    readHeld(ends.to, { ...target, versionId: copy.versionId }),
  ]);
  if (one === null || other === null) return false;
  return isMove ? compareContents(one.content, other.content) === 'same' : isLikelyCopy(one, other);
}

/**
 * The last that an earlier try has copied may lack what is set behind a copy; those before it were complete before it was begun. Answers
 * what could not be brought along.
 */
async function completeLast(
  ends: Ends,
  input: HistoryInput,
  originals: readonly HistoryEntry[],
  { done, written }: { done: readonly HistoryEntry[]; written: readonly HistoryEntry[] },
): Promise<string[]> {
  const [original, copy] = [originals[done.length - 1], done.at(-1)];
  // With more there than originals these are being purged already, and which copy is of which cannot be told.
  const isPurging = done.length === originals.length && written.length > done.length;
  if (!original || !copy || original.isMarker || isPurging) return [];
  const source = { ...input.source, versionId: original.versionId };
  const target = { ...input.target, versionId: copy.versionId };
  const { head } = await readOriginal(ends.from, source);
  return complete(ends, { ...input, source, target }, head);
}

/** Deletes for good what was copied, version by version: what has been written since stays. */
async function purge(from: Connection, { bucket, key }: Place, entries: readonly HistoryEntry[]): Promise<void> {
  const versions = entries.map(({ versionId }) => ({ key, versionId }));
  for (let at = 0; at < versions.length; at += maxKeysPerDelete) {
    const some = versions.slice(at, at + maxKeysPerDelete);
    const input = { connection: from.id, bucket, versions: some, bypassGovernance: false };
    const [failure] = (await deleteVersions(from, input)).failures;
    // Asked for by itself, it is refused with all that there is to say.
    if (failure) {
      await from.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: failure.versionId }));
    }
  }
}

/** Nothing of the original is left. On a second try that may be because the first has moved it. */
function explainAbsence(
  { isMove, isRepeat, listed, since }: HistoryInput,
  there: readonly HistoryEntry[],
): Transferred {
  if (isMove && isRepeat && keepWrittenSince(there, since).length > 0) {
    return { became: 'copied', bytes: listed.sizeBytes, losses: [] };
  }
  throw new AppError('source-gone', 'It was not there any more when its turn came.');
}

/** Two connections may lead to one server: the copies would be copied again, and a move would end by deleting everything. */
function requireOther({ source, target }: HistoryInput, originals: HistoryEntry[], there: HistoryEntry[]): void {
  if (source.bucket !== target.bucket || source.key !== target.key) return;
  const ids = new Set(there.map(({ versionId, modified }) => `${versionId} ${modified}`));
  if (!originals.some(({ versionId, modified }) => ids.has(`${versionId} ${modified}`))) return;
  throw new AppError('invalid-input', 'Source and target are the same object, which was left as it is.');
}

/** All of them must be at the target, in their order, and still what was copied, before any is deleted for good. */
async function purgeCopied(ends: Ends, input: HistoryInput, originals: HistoryEntry[]): Promise<void> {
  if (!isSameHistory(originals, await readHistory(ends.from, input.source))) throw toChanged();
  const copies = keepWrittenSince(await readHistory(ends.to, input.target), input.since);
  // Each was proved when it was made; ETags may differ where the two places encrypt otherwise.
  const withoutEtags = originals.map((entry) => ({ ...entry, etag: '' }));
  if (findCopied(withoutEtags, copies).length < originals.length) {
    throw new AppError('copy-differs', 'The target does not keep every version, so the originals were kept.');
  }
  await purge(ends.from, input.source, originals);
}

/**
 * Copies or moves an object with its history: every version, the oldest first, and delete markers as delete markers. Their dates are
 * those of the copies. On a second try it goes on behind what the first has copied. A move deletes the originals for good when all
 * copies have been seen to be there.
 * @throws AppError as `transferObject`
 */
export async function transferHistory(ends: Ends, input: HistoryInput, ways: TransferWays): Promise<Transferred> {
  const [originals, there] = await Promise.all([
    readHistory(ends.from, input.source),
    readHistory(ends.to, input.target),
  ]);
  const newest = originals.at(-1);
  if (newest === undefined) return explainAbsence(input, there);
  requireOther(input, originals, there);
  const written = input.isRepeat ? keepWrittenSince(there, input.since) : [];
  const done = await findCopiedClosely(originals, written, (original, copy) => isProved(ends, input, original, copy));
  if (done.length === 0 && isLeft(newest, there.at(-1), input.rule)) return { became: 'skipped', bytes: 0, losses: [] };
  const losses = new Set(await completeLast(ends, input, originals, { done, written }));
  for (const entry of originals.slice(done.length)) {
    if (ways.signal.aborted) throw new AppError('cancelled', 'Stopped.');
    if (entry.isMarker) await mark(ends.to, input.target);
    else for (const loss of await copyVersion(ends, input, entry, ways)) losses.add(loss);
  }
  if (input.isMove) await purgeCopied(ends, input, originals);
  return { became: 'copied', bytes: sumBytes(originals), losses: [...losses] };
}
