import { BitSet } from './ids';
import type { ListingView } from './view';
import { folderId, folderOrdinal, isFolder, type ListingRows, type RowId } from './rows';

/** A new object after each change, so that it can be compared by identity. */
export interface SelectionSnapshot {
  count: number;
  folders: number;
  objects: number;
  /** Of the objects; what lies in folders is not known. */
  bytes: number;
}

const nothing: SelectionSnapshot = { count: 0, folders: 0, objects: 0, bytes: 0 };

/** Anything that maps places on the screen to rows. */
export interface Positions {
  idAt(position: number): RowId;
}

/** A row as another listing of the same place knows it: by its key, and of versions by which one it is. */
function toIdentity(rows: ListingRows, id: RowId): string {
  // No version id holds a space, so what stands before the first one says which rows are alike.
  return isFolder(id) ? `folder ${rows.key(id)}` : `${rows.version(id)?.id ?? ''} ${rows.key(id)}`;
}

/**
 * Which rows of a listing are selected. It holds row ids, one bit each, so it survives sorting, filtering and growth,
 * and a click costs the same in a list of ten and of a million.
 */
export class Selection {
  readonly #rows: ListingRows;
  #objects = new BitSet();
  #folders = new BitSet();
  #listeners = new Set<() => void>();
  #counts = { folders: 0, objects: 0, bytes: 0 };
  #snapshot = nothing;
  /** Rows that were selected in an earlier listing and have not come yet. */
  #expected = new Set<string>();
  #seen = { folders: 0, objects: 0 };

  constructor(rows: ListingRows) {
    this.#rows = rows;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): SelectionSnapshot => this.#snapshot;

  has(id: RowId): boolean {
    return isFolder(id) ? this.#folders.has(folderOrdinal(id)) : this.#objects.has(id);
  }

  /**
   * From the next `grow` on selects what is selected in an earlier listing of the same place, as its rows come again; what has
   * gone since is not. The first choice somebody makes here ends that.
   */
  expect(earlier: Selection): void {
    this.#expected = new Set(earlier.#expected);
    for (const id of earlier.ids()) this.#expected.add(toIdentity(earlier.#rows, id));
    this.#seen = { folders: 0, objects: 0 };
  }

  /** Takes up rows that have come. With the last of them, nothing more is expected. */
  grow(isComplete: boolean): void {
    const { folders, objects } = this.#rows;
    const before = this.#counts.folders + this.#counts.objects;
    for (; this.#seen.folders < folders && this.#expected.size > 0; this.#seen.folders += 1) {
      this.#addExpected(folderId(this.#seen.folders));
    }
    for (; this.#seen.objects < objects && this.#expected.size > 0; this.#seen.objects += 1) {
      this.#addExpected(this.#seen.objects);
    }
    this.#seen = { folders, objects };
    if (isComplete) this.#expected.clear();
    if (this.#counts.folders + this.#counts.objects !== before) this.#publish();
  }

  toggle(id: RowId): void {
    this.#expected.clear();
    if (this.has(id)) this.#remove(id);
    else this.#add(id);
    this.#publish();
  }

  /** This row and no other. */
  only(id: RowId): void {
    this.#empty();
    this.#add(id);
    this.#publish();
  }

  clear(): void {
    this.#empty();
    this.#publish();
  }

  /** Selects all from one place to another, both included, in either direction; keeps what else is selected if told. */
  range(positions: Positions, from: number, to: number, keep: boolean): void {
    if (keep) this.#expected.clear();
    else this.#empty();
    const end = Math.max(from, to);
    for (let position = Math.min(from, to); position <= end; position += 1) this.#add(positions.idAt(position));
    this.#publish();
  }

  /** All that a view shows, and nothing else; what is selected stays where it shows nothing. */
  all(view: ListingView): void {
    const { count } = view.getSnapshot();
    if (count > 0) this.range(view, 0, count - 1, false);
  }

  /** The selected rows, folders first, in the server's order. */
  *ids(): Generator<RowId, void, undefined> {
    for (const ordinal of this.#folders.values()) yield -1 - ordinal;
    yield* this.#objects.values();
  }

  #addExpected(id: RowId): void {
    if (this.#expected.delete(toIdentity(this.#rows, id))) this.#add(id);
  }

  #add(id: RowId): void {
    if (isFolder(id)) {
      if (this.#folders.add(folderOrdinal(id))) this.#counts.folders += 1;
    } else if (this.#objects.add(id)) {
      this.#counts.objects += 1;
      this.#counts.bytes += this.#rows.sizeBytes(id);
    }
  }

  #remove(id: RowId): void {
    if (isFolder(id)) {
      if (this.#folders.delete(folderOrdinal(id))) this.#counts.folders -= 1;
    } else if (this.#objects.delete(id)) {
      this.#counts.objects -= 1;
      this.#counts.bytes -= this.#rows.sizeBytes(id);
    }
  }

  #empty(): void {
    if (this.#counts.folders > 0) this.#folders.clear();
    if (this.#counts.objects > 0) this.#objects.clear();
    this.#counts = { folders: 0, objects: 0, bytes: 0 };
    this.#expected.clear();
  }

  #publish(): void {
    const { folders, objects, bytes } = this.#counts;
    this.#snapshot = folders + objects === 0 ? nothing : { count: folders + objects, folders, objects, bytes };
    for (const listener of this.#listeners) listener();
  }
}
