import { createDecoder, type DetectedEncoding } from './encoding';
import { guessDelimiter, TableReader } from './table-reader';
import type { ByteSource } from './types';

const stepBytes = 256 * 1024;
/** What is kept at most. The rest is for the text view and for other tools. */
const maxRows = 100_000;
const maxReadBytes = 32 * 1024 * 1024;

export interface TableSnapshot {
  /** The first row of the file, taken for the heads of columns. */
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  /** The longest row. */
  columns: number;
  status: 'idle' | 'loading' | 'complete' | 'limit' | 'failed';
  error: unknown;
}

/** A separated text, read from its beginning as far as somebody wants to see. */
export class TableRows {
  readonly #source: ByteSource;
  readonly #decoder: TextDecoder;
  readonly #listeners = new Set<() => void>();
  #reader: TableReader | null;
  #offset: number;
  #snapshot: TableSnapshot = { heads: [], rows: [], columns: 0, status: 'idle', error: null };

  /** `delimiter` is guessed from the first lines when left out. */
  constructor(source: ByteSource, { encoding, markBytes }: DetectedEncoding, delimiter?: string) {
    this.#source = source;
    this.#decoder = createDecoder(encoding);
    this.#offset = markBytes;
    this.#reader = delimiter === undefined ? null : new TableReader(delimiter);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): TableSnapshot => this.#snapshot;

  /** Bytes that have been read. */
  get readBytes(): number {
    return this.#offset;
  }

  /** Reads on, unless all is read, enough is kept, or a read is under way. After a failure it tries again. */
  async more(signal: AbortSignal): Promise<void> {
    const { status } = this.#snapshot;
    if (status === 'loading' || status === 'complete' || status === 'limit') return;
    this.#publish({ status: 'loading', error: null });
    try {
      const bytes = await this.#source.read(this.#offset, this.#offset + stepBytes, signal);
      this.#take(bytes);
    } catch (error) {
      this.#publish(signal.aborted ? { status: 'idle' } : { status: 'failed', error });
    }
  }

  #take(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    const isLast = this.#offset >= this.#source.sizeBytes;
    const text = this.#decoder.decode(bytes, { stream: !isLast });
    this.#reader ??= new TableReader(guessDelimiter(text));
    const added = this.#reader.push(text);
    if (isLast) added.push(...this.#reader.end());
    const { heads, rows } = this.#snapshot;
    const isFirst = heads.length === 0;
    const [head, ...rest] = added;
    const all = isFirst ? rest : [...rows, ...added];
    const isFull = all.length >= maxRows || this.#offset >= maxReadBytes;
    this.#publish({
      heads: isFirst ? (head ?? []) : heads,
      rows: all.slice(0, maxRows),
      columns: added.reduce((most, { length }) => Math.max(most, length), this.#snapshot.columns),
      status: isLast && all.length <= maxRows ? 'complete' : isFull ? 'limit' : 'idle',
    });
  }

  #publish(change: Partial<TableSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
