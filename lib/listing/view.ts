import { compileFilter, filterChunk, filterFolders, type NameFilter } from './filter';
import { BitSet, IdList } from './ids';
import { folderId, isFolder, type ListingRows, type RowId } from './rows';
import { runAtOnce, runInSlices, type Steps } from './slices';
import { sortFolders, sortObjects, type Sort } from './sort';

/** What a view shows. A new object after each change, so that it can be compared by identity. */
export interface ViewSnapshot {
  /** Rows shown, folders first. */
  count: number;
  folders: number;
  sort: Sort | null;
  filter: string;
  /** How many loaded rows sort and filter have taken in; more may have been loaded since. */
  seen: number;
  /** A computation is under way; what is shown is from before it. */
  isWorking: boolean;
}

/** Below this many rows a change is shown at once; above it is computed in slices. */
const atOnceRows = 20_000;

const noIds = new Uint32Array(0);

/**
 * The rows of a listing as they are shown: filtered, then sorted, folders first. Holds row ids only. Without sort and
 * filter it is the listing's own order and costs nothing.
 */
export class ListingView {
  readonly rows: ListingRows;
  #sort: Sort | null = null;
  #filter: NameFilter | null = null;
  /** `null` stands for the listing's own order. */
  #folders: RowId[] | null = null;
  #objects: Uint32Array | null = null;
  #ordered: Uint32Array = noIds;
  #matched = new IdList();
  #matchedSeen = 0;
  #generation = 0;
  #isRunning = false;
  #listeners = new Set<() => void>();
  #snapshot: ViewSnapshot;

  constructor(rows: ListingRows) {
    this.rows = rows;
    this.#snapshot = this.#describe();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ViewSnapshot => this.#snapshot;

  /** Shows other rows or another order. Without effect when nothing differs. */
  set(sort: Sort | null, filter: string): void {
    const isSameSort = sort?.column === this.#sort?.column && sort?.descending === this.#sort?.descending;
    const isSameFilter = filter === (this.#filter?.text ?? '');
    if (isSameSort && isSameFilter) return;
    this.#sort = sort;
    if (!isSameSort) this.#ordered = noIds;
    if (!isSameFilter) {
      this.#filter = compileFilter(filter);
      this.#matched = new IdList();
      this.#matchedSeen = 0;
    }
    this.#generation += 1;
    this.#isRunning = false;
    this.#update();
  }

  /** Takes in rows that were added to the listing since. */
  grow(): void {
    if (!this.#isRunning) this.#update();
  }

  idAt(position: number): RowId {
    const { folders } = this.#snapshot;
    if (position < folders) return this.#folders ? (this.#folders[position] ?? 0) : folderId(position);
    const at = position - folders;
    return this.#objects ? (this.#objects[at] ?? 0) : at;
  }

  /** Where a row is shown; -1 when it is not. */
  positionOf(id: RowId): number {
    const { folders, count } = this.#snapshot;
    if (isFolder(id)) {
      const at = this.#folders ? this.#folders.indexOf(id) : -1 - id;
      return at < folders ? at : -1;
    }
    const at = this.#objects ? this.#objects.indexOf(id) : id;
    return at >= 0 && folders + at < count ? folders + at : -1;
  }

  /** How many of the rows that are shown are in a set. */
  countShown(set: { has(id: RowId): boolean }): number {
    let shown = 0;
    for (let position = 0; position < this.#snapshot.count; position += 1) if (set.has(this.idAt(position))) shown += 1;
    return shown;
  }

  /** Where the first row at or after `from` (wrapping around) is whose name begins with a text in any case; else -1. */
  findByStart(text: string, from: number): number {
    const { count } = this.#snapshot;
    const wanted = text.toLocaleLowerCase();
    for (let i = 0; i < count; i += 1) {
      const position = (from + i) % count;
      const name = this.rows.name(this.idAt(position));
      if (name.slice(0, text.length).toLocaleLowerCase() === wanted) return position;
    }
    return -1;
  }

  #update(): void {
    if (!this.#sort && !this.#filter) {
      this.#folders = null;
      this.#objects = null;
      this.#publish(this.#describe());
      return;
    }
    const steps = this.#compute();
    if (this.rows.objects <= atOnceRows) {
      runAtOnce(steps);
      return;
    }
    const generation = this.#generation;
    this.#isRunning = true;
    this.#publish({ ...this.#snapshot, sort: this.#sort, filter: this.#filter?.text ?? '', isWorking: true });
    void runInSlices(steps, () => generation !== this.#generation).then(() => {
      if (generation !== this.#generation) return;
      this.#isRunning = false;
      if (this.rows.count > this.#snapshot.seen) this.#update();
    });
  }

  #describe(): ViewSnapshot {
    const folders = this.#folders?.length ?? this.rows.folders;
    return {
      count: folders + (this.#objects?.length ?? this.rows.objects),
      folders,
      sort: this.#sort,
      filter: this.#filter?.text ?? '',
      seen: this.rows.count,
      isWorking: false,
    };
  }

  /** Filters what came since the last time, sorts what came since, and puts both together. */
  *#compute(): Steps<void> {
    const end = this.rows.objects;
    const seen = this.rows.count;
    const sort = this.#sort;
    const filter = this.#filter;
    const folders = filterFolders(this.rows, filter, sort ? sortFolders(this.rows, sort) : null);
    if (filter) yield* this.#match(filter, end);
    if (sort) this.#ordered = yield* sortObjects(this.rows, sort, this.#ordered, end);
    let objects: Uint32Array | null = null;
    if (filter && sort) objects = yield* keepMatched(this.#ordered, this.#matched.view());
    else if (filter) objects = this.#matched.view();
    else if (sort) objects = this.#ordered;
    this.#folders = folders;
    this.#objects = objects;
    this.#publish({ ...this.#describe(), seen });
  }

  *#match(filter: NameFilter, end: number): Steps<void> {
    const { rows } = this;
    if (this.#matchedSeen >= end) return;
    const found = this.#matched;
    for (let index = rows.chunkIndexOf(this.#matchedSeen); index < rows.chunks; index += 1) {
      const { first, page } = rows.chunkAt(index);
      if (first >= end) return;
      filterChunk(rows, index, filter, this.#matchedSeen, found);
      this.#matchedSeen = first + page.nameLengths.length;
      yield;
    }
  }

  #publish(snapshot: ViewSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function* keepMatched(ordered: Uint32Array, matched: Uint32Array): Steps<Uint32Array> {
  const members = new BitSet();
  for (const id of matched) members.add(id);
  yield;
  const kept = new Uint32Array(matched.length);
  let length = 0;
  for (let i = 0; i < ordered.length; i += 1) {
    const id = ordered[i] ?? 0;
    if (members.has(id)) {
      kept[length] = id;
      length += 1;
    }
    if (i % 65_536 === 0) yield;
  }
  return kept.subarray(0, length);
}
