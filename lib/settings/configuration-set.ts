import type { Connection } from '@/lib/s3/connection';
import { requireHarmlessDelete } from './harmless-delete';

/** One of several documents that a bucket has under an id each. */
interface Configuration {
  Id?: string | undefined;
}

/** More pages than S3 has configurations for (1,000 of each kind at most, API_PutBucketInventoryConfiguration). */
const maxPages = 50;

/**
 * All pages of a listing of configurations (ListBucketInventoryConfigurations and its like).
 * @throws when a truncated page names no other to go on with
 */
export async function readSet<Item>(
  readPage: (token: string | undefined) => Promise<{ items: Item[]; next: string | undefined; isTruncated: boolean }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { items: more, next, isTruncated } = await readPage(token);
    items.push(...more);
    if (!isTruncated) return items;
    if (next === undefined || next === token) throw new Error('A truncated list of configurations names no next page.');
    token = next;
  }
  throw new Error('A list of configurations has no end.');
}

/** Makes what is there into what is wanted: puts what is new or changed, then deletes what is no longer wanted. */
export async function writeSet<Item extends Configuration>(
  { connection, bucket }: { connection: Connection; bucket: string },
  before: readonly Item[],
  wanted: readonly Item[],
  send: { put: (item: Item) => Promise<unknown>; remove: (id: string) => Promise<unknown> },
): Promise<void> {
  const old = new Map(before.map((item) => [item.Id ?? '', JSON.stringify(item)]));
  const gone = before.map(({ Id }) => Id ?? '').filter((id) => !wanted.some(({ Id }) => Id === id));
  if (gone.length > 0) await requireHarmlessDelete(connection, bucket);
  for (const item of wanted) if (old.get(item.Id ?? '') !== JSON.stringify(item)) await send.put(item);
  for (const id of gone) await send.remove(id);
}
