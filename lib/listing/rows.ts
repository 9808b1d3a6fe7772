import { compareKeys, compareSlices, type Slice } from './byte-order';
import { keepPage, readDictionary, sliceAt, sliceText, toStarts, type Chunk } from './chunk';
import { versionFlags, type ListingPage } from './page';

/**
 * Names a row for as long as its listing lives, through sorting, filtering and growth. Objects count up from 0 in the
 * server's order, folders down from -1.
 */
export type RowId = number;

export interface FolderRow {
  kind: 'folder';
  id: RowId;
  /** From the last delimiter of the listed prefix on, with the delimiter at its end. */
  name: string;
  /** The full prefix. */
  key: string;
}

export interface ObjectRow {
  kind: 'object';
  id: RowId;
  /** From the last delimiter of the listed prefix on. */
  name: string;
  sizeBytes: number;
  /** Milliseconds since 1970; `null` where the server gave none. */
  modified: number | null;
  etag: string;
  storageClass: string;
  checksum: string;
  owner: string;
  /** '' · 'in progress' · the ISO date until which a restored copy stays. */
  restore: string;
  /** `null` in a listing of current objects. */
  version: RowVersion | null;
  /** At a point in time: 'same' · 'changed' · 'deleted' · 'new', since then; '' elsewhere. */
  since: string;
}

/** Which of the versions of its key a row is. */
export interface RowVersion {
  id: string;
  isLatest: boolean;
  isMarker: boolean;
  /** The row before it in the server's order is of the same key. */
  isSameKeyAsBefore: boolean;
}

export type ListingRow = FolderRow | ObjectRow;

export type DictionaryColumn = 'storageClass' | 'checksum' | 'owner' | 'restore';

export const folderId = (ordinal: number): RowId => -1 - ordinal;
export const folderOrdinal = (id: RowId): number => -1 - id;
export const isFolder = (id: RowId): boolean => id < 0;

/**
 * Every loaded row of one listing, column by column. A page is kept as it came, a row is built only when it is looked
 * at, and adding a page costs the same however many there are.
 */
export class ListingRows {
  readonly prefix: string;
  /**
   * What stands before every name: the part of the prefix behind its last delimiter. A listing of `logs/2026-` shows
   * `2026-11-20.log` in the folder `logs/`. Empty for a prefix that is a folder.
   */
  readonly stem: string;
  #chunks: Chunk[] = [];
  #folders: string[] = [];
  #objects = 0;
  #bytes = 0;
  #markers = 0;
  #hasVersions = false;
  #hasOwnMarker = false;
  #isOrdered = true;
  #last: Slice | null = null;

  /** A flat listing, whose delimiter is '', shows names from the last `/` of its prefix on. */
  constructor(prefix: string, delimiter = '/') {
    const end = prefix.lastIndexOf(delimiter || '/');
    const folderLength = end < 0 ? 0 : end + (delimiter || '/').length;
    this.prefix = prefix;
    this.stem = prefix.slice(folderLength);
  }

  get objects(): number {
    return this.#objects;
  }

  get folders(): number {
    return this.#folders.length;
  }

  get count(): number {
    return this.#folders.length + this.#objects;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether objects came in ascending byte order, as all but directory buckets list them. */
  get isOrdered(): boolean {
    return this.#isOrdered;
  }

  get markers(): number {
    return this.#markers;
  }

  /** Known once an object has been added. */
  get hasVersions(): boolean {
    return this.#hasVersions;
  }

  /** Whether the listed prefix is an object itself: the marker that keeps an empty folder. */
  get hasOwnMarker(): boolean {
    return this.#hasOwnMarker;
  }

  /** How many pages have been added; `chunkAt` reads them one by one. */
  get chunks(): number {
    return this.#chunks.length;
  }

  append(page: ListingPage): void {
    const nameStarts = toStarts(page.nameLengths);
    const rows = page.nameLengths.length;
    if (page.hasOwnMarker) this.#hasOwnMarker = true;
    if (rows > 0) {
      const kept = keepPage(page);
      this.#checkOrder(kept, nameStarts);
      this.#chunks.push({ page: kept, first: this.#objects, nameStarts, etagStarts: null, versionStarts: null });
      this.#objects += rows;
      for (const size of page.sizes) this.#bytes += size;
    }
    for (const prefix of page.prefixes) {
      // A listing that goes on after a common prefix may name it once more.
      if (prefix !== this.#folders.at(-1)) this.#folders.push(prefix);
    }
  }

  /** The row at a place in the server's own order, folders first. */
  idAt(index: number): RowId {
    return index < this.#folders.length ? folderId(index) : index - this.#folders.length;
  }

  row(id: RowId): ListingRow {
    if (isFolder(id)) return { kind: 'folder', id, name: this.name(id), key: this.key(id) };
    const chunk = this.#chunkOf(id);
    const at = id - chunk.first;
    const { page } = chunk;
    const modified = page.modified[at] ?? Number.NaN;
    return {
      kind: 'object',
      id,
      name: this.stem + page.names.slice(chunk.nameStarts[at], chunk.nameStarts[at + 1]),
      sizeBytes: page.sizes[at] ?? 0,
      modified: Number.isNaN(modified) ? null : modified,
      etag: sliceText(this.etagSlice(id)),
      storageClass: readDictionary(page.storageClass, at),
      checksum: readDictionary(page.checksum, at),
      owner: readDictionary(page.owner, at),
      restore: readDictionary(page.restore, at),
      version: this.#versionAt(chunk, at),
      since: page.since ? readDictionary(page.since, at) : '',
    };
  }

  #versionAt(chunk: Chunk, at: number): RowVersion | null {
    const { versions } = chunk.page;
    if (!versions) return null;
    chunk.versionStarts ??= toStarts(versions.idLengths);
    const flags = versions.flags[at] ?? 0;
    return {
      id: sliceText(sliceAt(versions.ids, chunk.versionStarts, at)),
      isLatest: (flags & versionFlags.latest) !== 0,
      isMarker: (flags & versionFlags.marker) !== 0,
      isSameKeyAsBefore: (flags & versionFlags.sameKeyAsBefore) !== 0,
    };
  }

  /** Which version a row is; `null` for folders and in a listing of current objects. */
  version(id: RowId): RowVersion | null {
    if (isFolder(id)) return null;
    const chunk = this.#chunkOf(id);
    return this.#versionAt(chunk, id - chunk.first);
  }

  name(id: RowId): string {
    return isFolder(id) ? this.folderName(folderOrdinal(id)) : this.stem + sliceText(this.nameSlice(id));
  }

  /** The full key of an object, or the full prefix of a folder. */
  key(id: RowId): string {
    return this.prefix + this.name(id).slice(this.stem.length);
  }

  folderName(ordinal: number): string {
    const name = this.#folders[ordinal];
    if (name === undefined) throw new RangeError(`No folder ${ordinal} in a listing of ${this.#folders.length}.`);
    return this.stem + name;
  }

  /** 0 for folders, whose size no listing tells. */
  sizeBytes(id: RowId): number {
    if (isFolder(id)) return 0;
    const chunk = this.#chunkOf(id);
    return chunk.page.sizes[id - chunk.first] ?? 0;
  }

  /** The name without the stem. */
  nameSlice(id: RowId): Slice {
    const chunk = this.#chunkOf(id);
    return sliceAt(chunk.page.names, chunk.nameStarts, id - chunk.first);
  }

  etagSlice(id: RowId): Slice {
    const chunk = this.#chunkOf(id);
    chunk.etagStarts ??= toStarts(chunk.page.etagLengths);
    return sliceAt(chunk.page.etags, chunk.etagStarts, id - chunk.first);
  }

  /** One page of objects, for work that goes over all of them. */
  chunkAt(index: number): Readonly<Pick<Chunk, 'page' | 'first' | 'nameStarts'>> {
    const chunk = this.#chunks[index];
    if (!chunk) throw new RangeError(`No page ${index} in a listing of ${this.#chunks.length}.`);
    return chunk;
  }

  /** The chunk that holds an object, as its place among the chunks. */
  chunkIndexOf(id: RowId): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#chunks[middle]?.first ?? 0) <= id) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The row of a key, or `null` when it is not loaded: of versions the one named, else the newest. Takes a few steps where the
   * listing is in order, else all.
   */
  find(key: string, versionId: string | null = null): RowId | null {
    if (!key.startsWith(this.prefix)) return null;
    const folder = this.#folders.indexOf(key.slice(this.prefix.length));
    if (folder !== -1) return folderId(folder);
    const name = this.stem + key.slice(this.prefix.length);
    const first = this.#isOrdered ? this.#searchName(name) : this.#scanName(name);
    if (first === null || versionId === null || !this.#hasVersions) return first;
    for (let id = first; id < this.#objects && this.name(id) === name; id += 1) {
      if (this.version(id)?.id === versionId) return id;
    }
    return null;
  }

  /** The first row whose name is not before this one, if it has the name. */
  #searchName(name: string): RowId | null {
    let low = 0;
    let high = this.#objects;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(this.name(middle), name) < 0) low = middle + 1;
      else high = middle;
    }
    return low < this.#objects && this.name(low) === name ? low : null;
  }

  #scanName(name: string): RowId | null {
    for (let id = 0; id < this.#objects; id += 1) if (this.name(id) === name) return id;
    return null;
  }

  #chunkOf(id: RowId): Chunk {
    const chunk = this.#chunks[this.chunkIndexOf(id)];
    if (!chunk || id < 0 || id >= this.#objects)
      throw new RangeError(`No object ${id} in a listing of ${this.#objects}.`);
    return chunk;
  }

  /** Whether names ascend; of versions, several may have the same, which is noted with each that has that of the one before. */
  #checkOrder({ names, versions }: ListingPage, starts: Uint32Array): void {
    if (versions) this.#hasVersions = true;
    for (let i = 0; i + 1 < starts.length && (this.#isOrdered || versions); i += 1) {
      const slice = sliceAt(names, starts, i);
      const order = this.#last ? compareSlices(this.#last, slice) : -1;
      if (versions) {
        const flags = versions.flags[i] ?? 0;
        if ((flags & versionFlags.marker) !== 0) this.#markers += 1;
        if (order === 0) versions.flags[i] = flags | versionFlags.sameKeyAsBefore;
      }
      if (versions ? order > 0 : order >= 0) this.#isOrdered = false;
      this.#last = slice;
    }
  }
}
