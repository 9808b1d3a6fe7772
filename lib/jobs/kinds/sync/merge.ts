import { AppError } from '@/lib/errors/app-error';
import { compareContents } from '@/lib/transfer/compare';
import type { Content } from '@/lib/transfer/types';
import type { JobItem } from '../../types';
import type { SyncJobInput } from './schema';

/** A page of one side, from behind some name on. */
export interface Side {
  /** Taken off the front of each key. */
  prefix: string;
  items: readonly JobItem[];
  /** Nothing comes behind it. */
  isEnd: boolean;
}

export interface Merged {
  /** What is to be done, each with its `change`; of what is `extra` by its key at the target. */
  items: JobItem[];
  counts: { new: number; changed: number; extra: number; same: number };
  /** All names up to this one are decided; `null` at the end. */
  next: string | null;
}

/** Listings go by the bytes of UTF-8 (API_ListObjectsV2), which JavaScript's own order is not. */
function compareNames(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function toContent({ sizeBytes = 0, etag, modified }: JobItem): Content {
  const bare = etag?.replaceAll('"', '') ?? null;
  return { sizeBytes, etag: bare, modified: modified ?? null, versionId: null, checksums: [] };
}

/** Whether the original is to be copied over what the target has. */
export function isChanged(source: JobItem, target: JobItem, compare: SyncJobInput['compare']): boolean {
  if (source.sizeBytes !== target.sizeBytes) return true;
  const [mine, theirs] = [source.modified ?? null, target.modified ?? null];
  const isNewer = mine !== null && theirs !== null && mine > theirs;
  if (compare === 'size') return false;
  if (compare === 'newer') return isNewer;
  const likeness = compareContents(toContent(source), toContent(target));
  // Where only dates are left: a copy is younger than its original.
  return likeness === 'different' || (likeness === 'unknown' && isNewer);
}

function toNames({ prefix, items, isEnd }: Side): string[] {
  const names = items.map(({ key }) => key.slice(prefix.length));
  if (!isEnd && names.length === 0) throw new AppError('bad-response', 'The server sends pages of nothing.');
  const isOrdered = names.every((name, index) => index === 0 || compareNames(names[index - 1] ?? '', name) < 0);
  if (!isOrdered) {
    throw new AppError('unsupported', 'The server does not list in the order of keys, so nothing can be compared.');
  }
  return names;
}

/** The name up to which both sides are known. `null`: all of it. */
function findHorizon(source: Side, target: Side, names: { source: string[]; target: string[] }): string | null {
  const ends = [source.isEnd ? null : names.source.at(-1), target.isEnd ? null : names.target.at(-1)];
  const known = ends.filter((name) => name !== null && name !== undefined);
  return known.reduce<string | null>(
    (least, name) => (least === null || compareNames(name, least) < 0 ? name : least),
    null,
  );
}

interface Named {
  name: string;
  item: JobItem;
}

/** One name of either side, or the same of both, in their order. */
function* pair(source: readonly Named[], target: readonly Named[]): Generator<[JobItem | null, JobItem | null]> {
  let [at, there] = [0, 0];
  for (;;) {
    const [mine, theirs] = [source[at], target[there]];
    if (!mine && !theirs) return;
    const order = !theirs ? -1 : !mine ? 1 : compareNames(mine.name, theirs.name);
    if (order <= 0) at += 1;
    if (order >= 0) there += 1;
    yield [order <= 0 && mine ? mine.item : null, order >= 0 && theirs ? theirs.item : null];
  }
}

/** Compares two pages that begin behind the same name. Needs nothing but them, so the rest of both sides may be of any length. */
export function mergePages(
  source: Side,
  target: Side,
  { compare, deletes }: Pick<SyncJobInput, 'compare' | 'deletes'>,
): Merged {
  const names = { source: toNames(source), target: toNames(target) };
  const horizon = findHorizon(source, target, names);
  const within = ({ items, prefix }: Side): Named[] =>
    items
      .map((item) => ({ name: item.key.slice(prefix.length), item }))
      .filter(({ name }) => horizon === null || compareNames(name, horizon) <= 0);
  const merged: Merged = { items: [], counts: { new: 0, changed: 0, extra: 0, same: 0 }, next: horizon };
  for (const [mine, theirs] of pair(within(source), within(target))) {
    const change = !mine ? 'extra' : !theirs ? 'new' : isChanged(mine, theirs, compare) ? 'changed' : 'same';
    merged.counts[change] += 1;
    if (change === 'same') continue;
    if (mine) merged.items.push({ ...mine, change });
    // Its bytes do not travel.
    else if (theirs && deletes) merged.items.push({ key: theirs.key, change });
  }
  return merged;
}
