import 'server-only';
import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { isXmlSafe } from '@/lib/s3/keys';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import { isUnchanged } from '../compare';
import { readHeld, type Held } from '../held/operations';
import type { Place } from '../types';

/** Deletes an original that was seen so, once its copy is known to be whole. */
export type RemoveOriginal = (source: Place, seen: Held) => Promise<void>;

export const toChanged = (): AppError =>
  new AppError('source-changed', 'It changed while it was copied. What stands there now was left where it is.');

/**
 * Deletes the original, and nothing that was written there since it was seen: servers that know conditions are told one, and all are
 * asked right before (Ceph 16 passes over If-Match of a delete).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
async function removeOne(from: Connection, source: Place, seen: Held): Promise<void> {
  const now = await readHeld(from, source);
  if (now === null) return;
  if (!isUnchanged(seen.content, now.content) || seen.head.ETag !== now.head.ETag) throw toChanged();
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
    if (error instanceof AppError && error.code === 'precondition-failed') throw toChanged();
    throw error;
  }
}

/**
 * So long what was seen of an original holds. Its ETag guards the content in any case; whoever writes the same content anew, with other
 * metadata, is noticed by another look alone.
 */
const seenForMs = 5_000;

interface Waiting {
  source: Place;
  seen: Held;
  settle: (outcome?: Promise<void>) => void;
  fail: (error: unknown) => void;
}

/** Deletes several of one bucket by their ETags, and looks closer at those of which the server does not say that they went. */
async function removeGroup(from: Connection, bucket: string, group: readonly Waiting[]): Promise<void> {
  let gone = new Set<string | undefined>();
  try {
    const Objects = group.map(({ source, seen }) => ({ Key: source.key, ETag: seen.head.ETag }));
    const { Deleted = [] } = await from.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    gone = new Set(Deleted.map(({ Key }) => Key));
  } catch (error) {
    if (!(error instanceof AppError) || error.isRetryable) {
      for (const { fail } of group) fail(error);
      return;
    }
    // Refused as a whole: one bad key may be the reason.
  }
  for (const { source, seen, settle } of group)
    settle(gone.has(source.key) ? undefined : removeOne(from, source, seen));
}

/**
 * Deletes originals one by one or, where the server holds to an ETag beside each key, together with those that have come while the
 * group before was under way. Nobody waits for others to come.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export function openRemovals(from: Connection): RemoveOriginal {
  if (!from.provider.heedsConditions) return (source, seen) => removeOne(from, source, seen);
  const waiting: Waiting[] = [];
  let isUnderWay = false;
  const work = async (): Promise<void> => {
    isUnderWay = true;
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const { bucket } = first.source;
      const isOther = waiting.findIndex(({ source }) => source.bucket !== bucket);
      const count = Math.min(maxKeysPerDelete, isOther === -1 ? waiting.length : isOther);
      await removeGroup(from, bucket, waiting.splice(0, count));
    }
    isUnderWay = false;
  };
  return (source, seen) => {
    const isFresh = performance.now() - seen.askedAt < seenForMs;
    if (!isFresh || seen.head.ETag === undefined || !isXmlSafe(source.key)) return removeOne(from, source, seen);
    return new Promise<void>((resolve, reject) => {
      waiting.push({ source, seen, settle: (outcome) => resolve(outcome), fail: reject });
      if (!isUnderWay) void work();
    });
  };
}
