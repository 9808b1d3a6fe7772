import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { compareContents } from '@/lib/transfer/compare';
import type { Content } from '@/lib/transfer/types';
import { listObjectItems } from '../../items';
import type { JobItem } from '../../types';
import type { CopyJobInput } from './schema';

/** What a listing shows under a key: `null` for nothing, `undefined` where it does not tell. */
export type There = (key: string) => JobItem | null | undefined;

/** Listings go by the bytes of UTF-8 (API_ListObjectsV2), which JavaScript's own order is not. */
function compareKeys(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Half a character is none. */
const dropHalf = (text: string): string => (/[\ud800-\udbff]$/u.test(text) ? text.slice(0, -1) : text);

/** What all of these begin with, and have something behind. */
export function findCommonPrefix(keys: readonly string[]): string {
  const [first = ''] = keys;
  let length = Math.min(...keys.map((key) => key.length - 1));
  for (const key of keys) while (!key.startsWith(first.slice(0, length))) length -= 1;
  return dropHalf(first.slice(0, length));
}

/** A name that comes before this key, and behind almost everything that does. */
export function toNameBefore(key: string): string {
  const last = key.charCodeAt(key.length - 1);
  const start = key.slice(0, -1);
  // Next to it in the order of bytes; other characters are left off.
  return last > 0x21 && last < 0x7f ? start + String.fromCharCode(last - 1) : dropHalf(start);
}

/**
 * What stands under these keys, by one request for all: keys of one chunk lie together. Those behind what one page shows are not told,
 * and none at all where the server lists in another order than S3 does, or not at all.
 */
export async function listThere(to: Connection, bucket: string, keys: readonly string[]): Promise<There> {
  const first = keys.reduce((least, key) => (compareKeys(key, least) < 0 ? key : least), keys[0] ?? '');
  const prefix = findCommonPrefix(keys);
  const before = toNameBefore(first);
  try {
    const target = { connection: to.id, bucket, prefix };
    const cursor = before.length > prefix.length ? { token: null, startAfter: before } : null;
    const { items, next } = await listObjectItems(to, target, cursor);
    const isOrdered = items.every(({ key }, at) => at === 0 || compareKeys(items[at - 1]?.key ?? '', key) < 0);
    if (!isOrdered) return () => undefined;
    const shown = new Map(items.map((item) => [item.key, item]));
    const end = next === null ? null : (items.at(-1)?.key ?? '');
    return (key) => shown.get(key) ?? (end === null || compareKeys(key, end) <= 0 ? null : undefined);
  } catch (error) {
    if (error instanceof AppError && ['unsupported', 'access-denied', 'bad-response'].includes(error.code)) {
      return () => undefined;
    }
    throw error;
  }
}

function toContent({ sizeBytes = 0, etag, modified }: JobItem): Content {
  const bare = etag?.replaceAll('"', '') ?? null;
  return { sizeBytes, etag: bare, modified: modified ?? null, versionId: null, checksums: [] };
}

/** Whether both listings tell already that the rule leaves what is there, and the original too. */
export function isToBeLeft(
  source: JobItem,
  target: JobItem,
  { rule, isMove, keepsVersions }: Pick<CopyJobInput, 'rule' | 'isMove' | 'keepsVersions'>,
): boolean {
  if (rule === 'skip') return true;
  // An item is a whole history then.
  if (keepsVersions) return false;
  if (rule === 'newer') {
    return source.modified !== undefined && target.modified !== undefined && source.modified <= target.modified;
  }
  return rule === 'different' && !isMove && compareContents(toContent(source), toContent(target)) === 'same';
}
