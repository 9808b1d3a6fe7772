import {
  createDecoder,
  findLastLineEnd,
  findLineEnd,
  toCharacterStart,
  unitBytes,
  type DetectedEncoding,
} from './encoding';
import type { ByteSource } from './types';

/** Some whole lines, or a piece of a line that is longer than a segment. */
export interface TextSegment {
  /** Offset of its first byte. */
  start: number;
  /** One past its last byte. */
  end: number;
  /** With line feeds between lines and none at its end. */
  text: string;
  /** Line feeds in its bytes. */
  lineFeeds: number;
  /** Number of its first line, from 1; `null` where nobody has counted from the beginning. */
  firstLine: number | null;
}

export interface TextWindowSnapshot {
  segments: readonly TextSegment[];
  /** What was asked for is on its way. */
  isBusy: boolean;
  error: unknown;
  /** Changes when the window was opened at another place, so that the view scrolls there. */
  opened: { serial: number; edge: 'start' | 'end' };
}

const segmentBytes = 32 * 1024;
/** Segments kept: a window of half a megabyte at most. */
const maxSegments = 16;

/**
 * A stretch of a text of any size, in whole lines. It opens at any byte, grows to both sides as somebody scrolls and lets go of
 * what is far away, so that two gigabytes cost no more than one page.
 */
export class TextWindow {
  readonly source: ByteSource;
  readonly #listeners = new Set<() => void>();
  #encoding: DetectedEncoding;
  #snapshot: TextWindowSnapshot = { segments: [], isBusy: false, error: null, opened: { serial: 0, edge: 'start' } };
  #controller = new AbortController();

  constructor(source: ByteSource, encoding: DetectedEncoding) {
    this.source = source;
    this.#encoding = encoding;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): TextWindowSnapshot => this.#snapshot;

  get encoding(): DetectedEncoding {
    return this.#encoding;
  }

  /** Where the text begins, after its byte order mark. */
  get firstByte(): number {
    return this.#encoding.markBytes;
  }

  get hasMoreAbove(): boolean {
    return (this.#snapshot.segments[0]?.start ?? 0) > this.firstByte;
  }

  get hasMoreBelow(): boolean {
    return (this.#snapshot.segments.at(-1)?.end ?? this.source.sizeBytes) < this.source.sizeBytes;
  }

  /** Decodes by another encoding, from the same place. */
  setEncoding(encoding: DetectedEncoding): Promise<void> {
    const at = this.#snapshot.segments[0]?.start ?? 0;
    this.#encoding = encoding;
    return this.open(at);
  }

  /** Shows the text from the first line that begins at or after a byte. At or past the end it shows the last lines. */
  open(offset: number): Promise<void> {
    this.close();
    return this.#work(async (signal) => {
      const { sizeBytes } = this.source;
      const start = offset >= sizeBytes && sizeBytes > 0 ? null : await this.#toLineStart(offset, signal);
      const isAtEnd = start === null;
      const segment = isAtEnd ? await this.#readBack(sizeBytes, signal) : await this.#readOn(start, signal);
      const firstLine = segment.start <= this.firstByte ? 1 : null;
      const { serial } = this.#snapshot.opened;
      return {
        segments: [{ ...segment, firstLine }],
        opened: { serial: serial + 1, edge: isAtEnd ? 'end' : 'start' },
      };
    });
  }

  /** Adds what stands below. Does nothing while something is under way. */
  growDown(): Promise<void> {
    const last = this.#snapshot.segments.at(-1);
    if (!last || this.#snapshot.isBusy || !this.hasMoreBelow) return Promise.resolve();
    return this.#work(async (signal) => {
      const added = await this.#readOn(last.end, signal);
      const firstLine = last.firstLine === null ? null : last.firstLine + last.lineFeeds;
      return { segments: [...this.#snapshot.segments, { ...added, firstLine }].slice(-maxSegments) };
    });
  }

  /** Adds what stands above. */
  growUp(): Promise<void> {
    const first = this.#snapshot.segments[0];
    if (!first || this.#snapshot.isBusy || !this.hasMoreAbove) return Promise.resolve();
    return this.#work(async (signal) => {
      const added = await this.#readBack(first.start, signal);
      const counted = first.firstLine === null ? null : first.firstLine - added.lineFeeds;
      const firstLine = added.start <= this.firstByte ? 1 : counted;
      const segments = [{ ...added, firstLine }, ...this.#snapshot.segments];
      // Once the beginning is reached, all below it can be counted.
      return { segments: (firstLine === 1 ? count(segments) : segments).slice(0, maxSegments) };
    });
  }

  /** Gives up what is under way. */
  close(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
  }

  async #work(act: (signal: AbortSignal) => Promise<Partial<TextWindowSnapshot>>): Promise<void> {
    const { signal } = this.#controller;
    this.#publish({ isBusy: true, error: null });
    try {
      const change = await act(signal);
      if (!signal.aborted) this.#publish({ ...change, isBusy: false });
    } catch (error) {
      if (!signal.aborted) this.#publish({ isBusy: false, error });
    }
  }

  /** The beginning of the first line at or after a byte; of a line without end, some character near. `null` in the last line. */
  async #toLineStart(offset: number, signal: AbortSignal): Promise<number | null> {
    const { encoding } = this.#encoding;
    if (offset <= this.firstByte) return this.firstByte;
    // One unit before it may end the line before.
    const from = Math.floor(offset / unitBytes(encoding)) * unitBytes(encoding) - unitBytes(encoding);
    const bytes = await this.source.read(from, from + segmentBytes, signal);
    const lineEnd = findLineEnd(bytes, encoding);
    const next = lineEnd >= 0 ? lineEnd : bytes.length;
    if (from + next >= this.source.sizeBytes) return null;
    return from + (lineEnd >= 0 ? lineEnd : toCharacterStart(bytes, encoding, 4));
  }

  async #readOn(start: number, signal: AbortSignal): Promise<TextSegment> {
    const bytes = await this.source.read(start, start + segmentBytes, signal);
    const { encoding } = this.#encoding;
    const isLast = start + bytes.length >= this.source.sizeBytes;
    const lineEnd = isLast ? bytes.length : findLastLineEnd(bytes, encoding);
    const length = lineEnd > 0 || isLast ? lineEnd : toCharacterStart(bytes, encoding, bytes.length - 4);
    return this.#decode(start, bytes.subarray(0, length));
  }

  async #readBack(end: number, signal: AbortSignal): Promise<TextSegment> {
    const { encoding } = this.#encoding;
    const from = Math.max(this.firstByte, Math.ceil((end - segmentBytes) / 4) * 4);
    const bytes = await this.source.read(from, end, signal);
    let skipped = 0;
    if (from > this.firstByte) {
      const lineEnd = findLineEnd(bytes, encoding);
      const isWithin = lineEnd >= 0 && lineEnd < bytes.length;
      skipped = isWithin ? lineEnd : toCharacterStart(bytes, encoding, 4);
    }
    return this.#decode(from + skipped, bytes.subarray(skipped));
  }

  #decode(start: number, bytes: Uint8Array): TextSegment {
    const text = createDecoder(this.#encoding.encoding).decode(bytes);
    const lineFeeds = text.split('\n').length - 1;
    // The page would read a carriage return as white space.
    const shown = text.replaceAll(/\r\n?/gu, '\n').replace(/\n$/u, '');
    return { start, end: start + bytes.length, text: shown, lineFeeds, firstLine: null };
  }

  #publish(change: Partial<TextWindowSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Numbers the lines of segments of which the first begins the text. */
function count(segments: readonly TextSegment[]): TextSegment[] {
  let line = 1;
  return segments.map((segment) => {
    const counted = { ...segment, firstLine: line };
    line += segment.lineFeeds;
    return counted;
  });
}
