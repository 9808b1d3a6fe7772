import { compareKeys, compareSlices, packSixUnits, type Slice } from './byte-order';
import { folderId, type DictionaryColumn, type ListingRows, type RowId } from './rows';
import { versionFlags } from './page';
import type { Steps } from './slices';

export const sortColumns = ['name', 'size', 'modified', 'class', 'owner', 'etag', 'checksum', 'restore'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Large and new come first when these columns are first chosen. */
const descendingFirst: ReadonlySet<SortColumn> = new Set(['size', 'modified']);

/** What choosing a column makes of a sort: its first direction, then the other, then the server's own order again. */
export function nextSort(current: Sort | null, column: SortColumn): Sort | null {
  // The server's own order is that of names, so only the other direction is a change.
  const first = column === 'name' ? true : descendingFirst.has(column);
  if (current?.column !== column) return { column, descending: first };
  if (column === 'name') return null;
  return current.descending === first ? { column, descending: !first } : null;
}

/** How often a computation offers to pause, in elements. */
const pauseEvery = 8192;

const dictionaryColumns: Partial<Record<SortColumn, DictionaryColumn>> = {
  class: 'storageClass',
  owner: 'owner',
  checksum: 'checksum',
  restore: 'restore',
};

/** Orders two objects: by number, then, where numbers are equal, by the slower comparison, then as the server listed them. */
interface Ordering {
  keys: Float64Array;
  tie: ((a: RowId, b: RowId) => number) | null;
}

/**
 * The ids of the first `end` objects in sorted order. `sorted` is the order of an earlier call over the same listing when
 * it was shorter: only what came since is sorted, then merged in. Stable: equal rows keep the server's order, in both
 * directions; rows that lack the value come last in both.
 */
export function* sortObjects(rows: ListingRows, sort: Sort, sorted: Uint32Array, end: number): Steps<Uint32Array> {
  const ordering = yield* readOrdering(rows, sort, end);
  const tail = new Uint32Array(end - sorted.length);
  for (let i = 0; i < tail.length; i += 1) tail[i] = sorted.length + i;
  const sortedTail = yield* mergeSort(tail, ordering);
  if (sorted.length === 0) return sortedTail;
  const joined = new Uint32Array(end);
  joined.set(sorted);
  joined.set(sortedTail, sorted.length);
  const target = new Uint32Array(end);
  yield* mergeRuns(joined, target, { start: 0, middle: sorted.length, end }, ordering);
  return target;
}

/** Folders have only a name: any other sort leaves them as the server listed them. */
export function sortFolders(rows: ListingRows, sort: Sort): RowId[] {
  const ids = Array.from({ length: rows.folders }, (_, ordinal) => folderId(ordinal));
  if (sort.column !== 'name') return ids;
  const direction = sort.descending ? -1 : 1;
  return ids.sort((a, b) => direction * compareKeys(rows.name(a), rows.name(b)));
}

function* readOrdering(rows: ListingRows, sort: Sort, end: number): Steps<Ordering> {
  const direction = sort.descending ? -1 : 1;
  const dictionary = dictionaryColumns[sort.column];
  if (dictionary) return { keys: yield* readRanks(rows, dictionary, direction, end), tie: null };
  if (sort.column === 'size' || sort.column === 'modified') {
    const column = sort.column === 'size' ? 'sizes' : 'modified';
    return { keys: yield* readNumbers(rows, column, direction, end), tie: null };
  }
  if (sort.column === 'name' && rows.isOrdered) {
    return { keys: yield* readPlaces(rows, direction, end), tie: null };
  }
  const slice = sort.column === 'name' ? (id: RowId) => rows.nameSlice(id) : (id: RowId) => rows.etagSlice(id);
  return {
    keys: yield* readTexts(slice, direction, end),
    tie: (a, b) => direction * compareSlices(slice(a), slice(b)),
  };
}

/** The versions of a key stay in their order, newest first, whichever way the keys go. */
function* readPlaces(rows: ListingRows, direction: number, end: number): Steps<Float64Array> {
  const keys = new Float64Array(end);
  let place = 0;
  for (let index = 0; index < rows.chunks; index += 1) {
    const { page, first } = rows.chunkAt(index);
    for (let i = 0; i < page.sizes.length && first + i < end; i += 1) {
      const flags = page.versions?.flags[i] ?? 0;
      if ((flags & versionFlags.sameKeyAsBefore) === 0) place += 1;
      keys[first + i] = direction * place;
    }
    yield;
  }
  return keys;
}

function* readNumbers(
  rows: ListingRows,
  column: 'sizes' | 'modified',
  direction: number,
  end: number,
): Steps<Float64Array> {
  const keys = new Float64Array(end);
  for (let index = 0; index < rows.chunks; index += 1) {
    const { page, first } = rows.chunkAt(index);
    const values = page[column];
    for (let i = 0; i < values.length && first + i < end; i += 1) {
      const value = values[i] ?? Number.NaN;
      keys[first + i] = Number.isNaN(value) ? Infinity : direction * value;
    }
    yield;
  }
  return keys;
}

/** Few distinct values: each gets its rank once, rows are then sorted by rank. */
function* readRanks(rows: ListingRows, column: DictionaryColumn, direction: number, end: number): Steps<Float64Array> {
  const distinct = new Set<string>();
  for (let index = 0; index < rows.chunks; index += 1) {
    for (const value of rows.chunkAt(index).page[column].values) distinct.add(value);
  }
  const ranks = new Map([...distinct].sort(compareKeys).map((value, rank) => [value, direction * rank]));
  ranks.set('', Infinity);
  const keys = new Float64Array(end);
  for (let index = 0; index < rows.chunks; index += 1) {
    const { page, first } = rows.chunkAt(index);
    const { values, indexes } = page[column];
    const valueRanks = values.map((value) => ranks.get(value) ?? Infinity);
    for (let i = 0; i < page.sizes.length && first + i < end; i += 1) {
      keys[first + i] = valueRanks[indexes[i] ?? 0] ?? Infinity;
    }
    yield;
  }
  return keys;
}

function* readTexts(slice: (id: RowId) => Slice, direction: number, end: number): Steps<Float64Array> {
  const keys = new Float64Array(end);
  for (let id = 0; id < end; id += 1) {
    const text = slice(id);
    keys[id] = text.start === text.end ? Infinity : direction * packSixUnits(text);
    if (id % pauseEvery === 0) yield;
  }
  return keys;
}

/** Bottom-up and stable, so that it can pause anywhere. */
function* mergeSort(ids: Uint32Array, ordering: Ordering): Steps<Uint32Array> {
  let source: Uint32Array = ids;
  let target: Uint32Array = new Uint32Array(ids.length);
  for (let width = 1; width < ids.length; width *= 2) {
    for (let start = 0; start < ids.length; start += 2 * width) {
      const middle = Math.min(start + width, ids.length);
      const run = { start, middle, end: Math.min(start + 2 * width, ids.length) };
      if (run.end - run.start < pauseEvery) mergeSmall(source, target, run, ordering);
      else yield* mergeRuns(source, target, run, ordering);
      if (start % pauseEvery === 0) yield;
    }
    [source, target] = [target, source];
  }
  return source;
}

interface Run {
  start: number;
  middle: number;
  end: number;
}

function isAfter(a: RowId, b: RowId, { keys, tie }: Ordering): boolean {
  const keyA = keys[a] ?? 0;
  const keyB = keys[b] ?? 0;
  if (keyA !== keyB) return keyA > keyB;
  return tie !== null && tie(a, b) > 0;
}

function mergeSmall(source: Uint32Array, target: Uint32Array, { start, middle, end }: Run, ordering: Ordering): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const takeRight = left >= middle || (right < end && isAfter(source[left] ?? 0, source[right] ?? 0, ordering));
    target[at] = source[takeRight ? right++ : left++] ?? 0;
  }
}

function* mergeRuns(source: Uint32Array, target: Uint32Array, run: Run, ordering: Ordering): Steps<void> {
  const { start, middle, end } = run;
  if (middle < end && middle > start && !isAfter(source[middle - 1] ?? 0, source[middle] ?? 0, ordering)) {
    target.set(source.subarray(start, end), start);
    return;
  }
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const takeRight = left >= middle || (right < end && isAfter(source[left] ?? 0, source[right] ?? 0, ordering));
    target[at] = source[takeRight ? right++ : left++] ?? 0;
    if (at % pauseEvery === 0) yield;
  }
}
