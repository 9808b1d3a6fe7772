import { unwrapFor } from '@/lib/client/unwrap-for';
import type { ListingCursor } from '@/lib/listing/page';
import { fetchListingPages } from '@/lib/objects/queries';
import type { BucketTarget } from '@/lib/objects/schema';
import { changeObjects } from './actions';
import type { ChangedObject, ObjectChange } from './schema';
import { toKeys } from './page-keys';
import type { ChangeProgress } from './types';

/** What copies bytes takes long, so fewer go in one step. */
const quickPerStep = 40;
const slowPerStep = 8;
const slowKinds: ReadonlySet<ObjectChange['kind']> = new Set(['metadata', 'class', 'restore', 'copy', 'move']);

/** Changes a selection step by step, until `signal` stops it between two steps. */
export async function* changeSelection(
  target: BucketTarget,
  objects: readonly ChangedObject[],
  change: ObjectChange,
  signal: AbortSignal,
): AsyncGenerator<ChangeProgress, void, void> {
  const size = slowKinds.has(change.kind) ? slowPerStep : quickPerStep;
  for (let start = 0; start < objects.length && !signal.aborted; start += size) {
    const some = objects.slice(start, start + size);
    yield unwrapFor(target.connection, await (await changeObjects({ ...target, objects: some, change })).result);
  }
}

/** The keys under a prefix, all levels. */
async function listKeys(target: BucketTarget, prefix: string, signal: AbortSignal): Promise<string[]> {
  const keys: string[] = [];
  let cursor: ListingCursor | null = null;
  do {
    const pages = await fetchListingPages({ ...target, prefix, delimiter: '' }, cursor, 1);
    cursor = null;
    for await (const result of pages) {
      const page = unwrapFor(target.connection, result);
      keys.push(...toKeys(page, prefix));
      cursor = page.next;
    }
  } while (cursor !== null && !signal.aborted);
  return keys;
}

/** Changes everything of a selection, what lies in its folders too. For a few: their keys are all held here. */
export async function* changeWhole(
  target: BucketTarget,
  { objects, prefixes }: { objects: readonly { key: string }[]; prefixes: readonly string[] },
  change: ObjectChange,
  signal: AbortSignal,
): AsyncGenerator<ChangeProgress, void, void> {
  const keys = objects.map(({ key }) => key);
  for (const prefix of prefixes) keys.push(...(await listKeys(target, prefix, signal)));
  const named = [...new Set(keys)].map((key) => ({ key }));
  yield* changeSelection(target, named, change, signal);
}
