import { compareKeys } from '@/lib/listing/byte-order';
import type { ExistingObject } from './transport';

/** One page of a flat listing in byte order, of keys that begin with `prefix` and come after `startAfter` ('' for all). */
export type ListAfter = (request: {
  prefix: string;
  startAfter: string;
}) => Promise<{ objects: ExistingObject[]; isTruncated: boolean }>;

/** Beyond this many pages the keys asked for are few among many, and asking for each is cheaper. */
function maxPages(keyCount: number): number {
  return 10 + Math.ceil(keyCount / 100);
}

/**
 * Which of the keys exist, from listings that jump from one wanted key to the next. `unanswered` are those that the
 * page limit left open.
 */
export async function findListed(
  listAfter: ListAfter,
  keys: readonly string[],
): Promise<{ found: ExistingObject[]; unanswered: string[] }> {
  const wanted = [...new Set(keys)].sort(compareKeys);
  const prefix = commonPrefix(wanted);
  const found: ExistingObject[] = [];
  let next = 0;
  let reached = '';
  for (let page = 0; next < wanted.length && page < maxPages(wanted.length); page += 1) {
    const startAfter = later(justBefore(wanted[next] ?? ''), reached);
    const { objects, isTruncated } = await listAfter({ prefix, startAfter });
    const byKey = new Map(objects.map((object) => [object.key, object]));
    const last = objects.at(-1)?.key;
    if (isTruncated && last === undefined) break;
    while (next < wanted.length) {
      const key = wanted[next] ?? '';
      if (isTruncated && last !== undefined && compareKeys(key, last) > 0) break;
      const object = byKey.get(key);
      if (object) found.push(object);
      next += 1;
    }
    reached = last ?? reached;
  }
  return { found, unanswered: wanted.slice(next) };
}

/**
 * A string that sorts before this key with next to nothing in between, so that a listing after it begins with the key.
 * Servers repeat it in their XML answer, so it holds no character XML cannot carry.
 */
function justBefore(key: string): string {
  const characters = Array.from(key);
  const last = characters.pop()?.codePointAt(0) ?? 0;
  const head = characters.join('');
  const isAwkward =
    last <= 0x20 || (last > 0x7e && last <= 0xa0) || (last >= 0xd800 && last <= 0xe000) || last >= 0xfffe;
  return isAwkward || key.length > 250 ? head : `${head}${String.fromCodePoint(last - 1)}\u{10fffd}`;
}

function later(a: string, b: string): string {
  return compareKeys(a, b) >= 0 ? a : b;
}

/** In whole characters: half a surrogate pair could not be sent. */
function commonPrefix(sorted: readonly string[]): string {
  const first = Array.from(sorted[0] ?? '');
  const last = Array.from(sorted.at(-1) ?? '');
  let length = 0;
  while (length < first.length && first[length] === last[length]) length += 1;
  return first.slice(0, length).join('');
}
