import type { DroppedItem } from './capture-drop';

/** A file of this computer, or an empty folder. */
export interface LocalEntry {
  /** Names joined by `/`, relative to what was chosen. A folder ends in `/`. Names are data: `..` and `\` stay as they are. */
  path: string;
  /** `null` for an empty folder. */
  file: File | null;
  handle: FileSystemFileHandle | null;
}

export interface LocalEntries {
  entries: LocalEntry[];
  /** What could not be read, one sentence each. */
  problems: string[];
}

/** Called now and then with how many entries there are so far. */
type CountListener = (count: number) => void;

/** Folders and files read at the same time. */
const parallelism = 16;

/** Files of an `<input type="file">`, with their folders when it has `webkitdirectory`. Such an input knows no empty folders. */
export function fromFiles(files: readonly File[]): LocalEntries {
  const entries = files.map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null }));
  return { entries: sortByPath(entries), problems: [] };
}

/** Everything in what was dropped, folders to any depth. */
export async function readDropped(items: readonly DroppedItem[], onCount: CountListener): Promise<LocalEntries> {
  const found: LocalEntries = { entries: [], problems: [] };
  const walk = new Walk(found, onCount);
  for (const item of items) await walk.readItem(item);
  await walk.finish();
  return { ...found, entries: sortByPath(found.entries) };
}

/** Browsers hand out folders in any order. */
function sortByPath(entries: readonly LocalEntry[]): LocalEntry[] {
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Reads many folders at once, but not more than the browser takes well. */
class Walk {
  readonly #found: LocalEntries;
  readonly #onCount: CountListener;
  readonly #tasks: (() => Promise<void>)[] = [];

  constructor(found: LocalEntries, onCount: CountListener) {
    this.#found = found;
    this.#onCount = onCount;
  }

  async readItem({ entry, file, handle }: DroppedItem): Promise<void> {
    const real = await handle;
    if (real) this.#tasks.push(() => this.#readHandle(real, ''));
    else if (entry) this.#tasks.push(() => this.#readEntry(entry, ''));
    else if (file) this.#add({ path: file.name, file, handle: null });
  }

  async finish(): Promise<void> {
    const running = new Set<Promise<void>>();
    while (this.#tasks.length > 0 || running.size > 0) {
      while (this.#tasks.length > 0 && running.size < parallelism) {
        const task = this.#tasks.pop();
        if (!task) break;
        const run = task().finally(() => running.delete(run));
        running.add(run);
      }
      await Promise.race(running);
    }
    this.#onCount(this.#found.entries.length);
  }

  #add(entry: LocalEntry): void {
    const { entries } = this.#found;
    entries.push(entry);
    if (entries.length % 200 === 0) this.#onCount(entries.length);
  }

  #fail(path: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    this.#found.problems.push(`“${path}” could not be read: ${reason}`);
  }

  async #readHandle(handle: FileSystemHandle, parent: string): Promise<void> {
    const path = parent + handle.name;
    try {
      if (isFileHandle(handle)) {
        this.#add({ path, file: await handle.getFile(), handle });
        return;
      }
      let isEmpty = true;
      for await (const child of (handle as FileSystemDirectoryHandle).values()) {
        isEmpty = false;
        this.#tasks.push(() => this.#readHandle(child, `${path}/`));
      }
      if (isEmpty) this.#add({ path: `${path}/`, file: null, handle: null });
    } catch (error) {
      this.#fail(path, error);
    }
  }

  async #readEntry(entry: FileSystemEntry, parent: string): Promise<void> {
    const path = parent + entry.name;
    try {
      if (entry.isFile) {
        this.#add({ path, file: await readFile(entry as FileSystemFileEntry), handle: null });
        return;
      }
      const children = await readChildren(entry as FileSystemDirectoryEntry);
      for (const child of children) this.#tasks.push(() => this.#readEntry(child, `${path}/`));
      if (children.length === 0) this.#add({ path: `${path}/`, file: null, handle: null });
    } catch (error) {
      this.#fail(path, error);
    }
  }
}

function isFileHandle(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** Browsers hand out a hundred at a time, and an empty batch at the end (File and Directory Entries API, `readEntries`). */
async function readChildren(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}
