import { compareKeys } from '@/lib/listing/byte-order';

/** Keys above `after` ('' is the beginning), up to and with `until` (`null` is the end). */
export interface KeyRange {
  after: string;
  until: string | null;
}

const digits = [0x30, 0x39] as const;
const upper = [0x41, 0x5a] as const;
const lower = [0x61, 0x7a] as const;
/** Printable ASCII, where nearly all keys live. What lies above is found too: a range ends only where a listing ends. */
const ascii = [0x20, 0x7e] as const;
const lastCodePoint = 0x10ffff;

type Span = readonly [first: number, last: number];

function spanOf(point: number): Span {
  const own = [digits, lower, upper].find(([first, last]) => point >= first && point <= last);
  if (own) return own;
  return point <= ascii[1] ? ascii : [ascii[1] + 1, lastCodePoint];
}

/** Surrogates are no characters, so no key holds one by itself. */
function toCharacter(point: number): string {
  return String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xe000 : point);
}

function isBetween({ after, until }: KeyRange, boundary: string): boolean {
  return compareKeys(after, boundary) < 0 && (until === null || compareKeys(boundary, until) < 0);
}

function countShared(left: readonly number[], right: readonly number[]): number {
  let count = 0;
  while (count < left.length && left[count] === right[count]) count += 1;
  return count;
}

const toPoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

/** How many characters two keys begin with in common. */
export function countSharedStart(left: string, right: string): number {
  return countShared(toPoints(left), toPoints(right));
}

/**
 * In the middle, as far as one can tell from the keys at both ends: at the first character that can be another one, half-way
 * through the digits, letters or other characters it is one of. `reach` is the last place that may differ.
 */
export function findMiddle(range: KeyRange, reach: number): string | null {
  const low = toPoints(range.after);
  const high = range.until === null ? null : toPoints(range.until);
  const shared = high ? countShared(low, high) : 0;
  for (let place = shared; place < low.length && place <= reach; place += 1) {
    const point = low[place] ?? 0;
    const end = high && place === shared ? (high[place] ?? point) : lastCodePoint + 1;
    for (const [, last] of [spanOf(point), ascii]) {
      const top = Math.min(last + 1, end);
      if (top - point < 2) continue;
      const boundary = String.fromCodePoint(...low.slice(0, place)) + toCharacter((point + top) >>> 1);
      if (isBetween(range, boundary)) return boundary;
    }
  }
  return null;
}

const isWordPoint = (point: number): boolean =>
  point > ascii[1] || [digits, lower, upper].some(([first, last]) => point >= first && point <= last);

/**
 * Behind everything that begins like the last key up to one of its separators, the shallowest first: tells in one call
 * whether a folder, or a common beginning of names, holds all that is left. `reach` is the
 * place where keys differ already.
 */
export function findBehindWord(range: KeyRange, reach: number): string | null {
  const low = toPoints(range.after);
  const high = range.until === null ? null : toPoints(range.until);
  const shared = high ? countShared(low, high) : 0;
  for (let place = Math.max(0, shared - 1); place < low.length && place < reach; place += 1) {
    const point = low[place] ?? 0;
    if (isWordPoint(point)) continue;
    const boundary = String.fromCodePoint(...low.slice(0, place)) + toCharacter(point + 1);
    if (isBetween(range, boundary)) return boundary;
  }
  return null;
}
