import { compareKeys } from '@/lib/listing/byte-order';
import type { ListingCursor } from '@/lib/listing/page';
import type { Connection } from '@/lib/s3/connection';
import { listVersionItems } from '../../items';
import type { JobItem } from '../../types';
import { toNameBefore } from '../copy/there';
import type { PurgeJobInput } from './schema';

const nameOf = ({ key, versionId = '' }: JobItem): string => `${versionId}\0${key}`;

/**
 * Which of these, older ones when they were listed, are current by now: somebody has taken away what was above them, such as a delete
 * marker, and has them back. They lie within a page of a listing, so that it takes one or two requests to see.
 */
export async function findCurrent(
  connection: Connection,
  { bucket, prefix }: Pick<PurgeJobInput, 'bucket' | 'prefix'>,
  items: readonly JobItem[],
): Promise<Set<JobItem>> {
  const older = new Map(items.filter(({ isLatest }) => isLatest !== true).map((item) => [nameOf(item), item]));
  const keys = [...older.values()].map(({ key }) => key).sort(compareKeys);
  const [first = '', last = ''] = [keys[0], keys.at(-1)];
  const current = new Set<JobItem>();
  const before = toNameBefore(first);
  let cursor: ListingCursor | null = before.length > prefix.length ? { token: null, startAfter: before } : null;
  while (older.size > 0) {
    const { items: entries, next } = await listVersionItems(
      connection,
      { connection: connection.id, bucket, prefix },
      cursor,
    );
    for (const entry of entries) {
      const item = entry.isLatest === true ? older.get(nameOf(entry)) : undefined;
      if (item) current.add(item);
    }
    const end = entries.at(-1)?.key;
    if (next === null || (end !== undefined && compareKeys(end, last) > 0)) break;
    cursor = next;
  }
  return current;
}
