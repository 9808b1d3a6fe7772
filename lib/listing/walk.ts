import { AppError, toAppError, type ErrorInfo } from '@/lib/errors/app-error';
import type { Result } from '@/lib/errors/result';
import { compareKeys } from './byte-order';
import type { ListingCursor, ListingPage } from './page';
import { folderId, ListingRows } from './rows';

/** Reads up to `pages` pages from a cursor on; `null` is the beginning. */
export type FetchPages = (cursor: ListingCursor | null, pages: number) => Promise<AsyncIterable<Result<ListingPage>>>;

export type WalkStatus =
  /** Not asked yet. */
  | 'idle'
  | 'loading'
  /** Paused at the automatic limit; there is more. */
  | 'more'
  | 'complete'
  /** Paused by the user; there is more. */
  | 'stopped'
  | 'failed';

/** A new object after each change, at most ten a second while rows stream in. */
export interface WalkSnapshot {
  status: WalkStatus;
  rows: number;
  folders: number;
  objects: number;
  /** Delete markers among the objects; `null` in a listing of current objects. */
  markers: number | null;
  /** Of all loaded objects. */
  bytes: number;
  /** Keys that a search has looked at; `null` where everything that is listed is shown. */
  looked: number | null;
  /** List calls that have answered. */
  calls: number;
  /** How long the first list call took on the server, in milliseconds; `null` before it has answered. */
  firstCallMs: number | null;
  /** When the first page came, in milliseconds since 1970: how fresh the listing is. */
  listedAt: number | null;
  error: ErrorInfo | null;
}

export interface WalkOptions {
  prefix: string;
  delimiter?: string;
  fetchPages: FetchPages;
  /** Rows to load without being asked. */
  automaticRows?: number;
}

/** Rows that are loaded without being asked, and again each time the user comes near the end. */
const automaticRows = 20_000;
/** Pages of one answer: enough to hide the way there and back, few enough to stop soon. */
const pagesPerAnswer = 8;
/** A server that sends nothing for this long is given up on. */
export const stallMs = 30_000;
const publishEveryMs = 100;

const lostMessage = 'The server says there is more, but not where it goes on. The listing is incomplete.';

/**
 * Walks through one listing: the first page by itself, then in bounded chunks up to a limit, further when asked.
 * Rows stay whatever happens; after an error it goes on from the last page that was right.
 */
export class ListingWalk {
  readonly rows: ListingRows;
  readonly #fetchPages: FetchPages;
  readonly #step: number;
  #wantedRows: number;
  #cursor: ListingCursor | null = null;
  #seenTokens = new Set<string>();
  #status: WalkStatus = 'idle';
  #error: ErrorInfo | null = null;
  #calls = 0;
  #looked: number | null = null;
  #firstCallMs: number | null = null;
  #listedAt: number | null = null;
  /** Grows with every start and stop: an answer to an earlier one is dropped. */
  #generation = 0;
  #listeners = new Set<() => void>();
  #snapshot: WalkSnapshot;
  #publishTimer: ReturnType<typeof setTimeout> | null = null;
  #publishedAt = -Infinity;

  constructor(options: WalkOptions) {
    this.rows = new ListingRows(options.prefix, options.delimiter);
    this.#fetchPages = options.fetchPages;
    this.#step = options.automaticRows ?? automaticRows;
    this.#wantedRows = this.#step;
    this.#snapshot = this.#describe();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): WalkSnapshot => this.#snapshot;

  /** Begins, or goes on after `leave`. What the user stopped stays stopped. */
  start(): void {
    const wasLeft = this.#status === 'more' && this.rows.count < this.#wantedRows;
    if (this.#status === 'idle' || wasLeft) this.#begin();
  }

  /** Loads another stretch. */
  loadMore(): void {
    if (this.#status !== 'more' && this.#status !== 'stopped') return;
    this.#wantedRows = this.rows.count + this.#step;
    this.#begin();
  }

  loadAll(): void {
    this.#wantedRows = Infinity;
    if (this.#status === 'more' || this.#status === 'stopped') this.#begin();
  }

  stop(): void {
    if (this.#status === 'loading') this.#halt('stopped');
  }

  /** Goes on after a failure from the last good page. */
  retry(): void {
    if (this.#status === 'failed') this.#begin();
  }

  /** The screen is gone: no more calls. `start` goes on where it was. */
  leave(): void {
    if (this.#status === 'loading') this.#halt(this.#calls === 0 ? 'idle' : 'more');
    if (this.#publishTimer !== null) clearTimeout(this.#publishTimer);
    this.#publishTimer = null;
  }

  #begin(): void {
    this.#generation += 1;
    this.#status = 'loading';
    this.#error = null;
    this.#publish();
    const generation = this.#generation;
    // A microtask later, so that a screen which React mounts twice in development asks once.
    queueMicrotask(() => {
      if (generation === this.#generation) void this.#run(generation);
    });
  }

  #halt(status: WalkStatus): void {
    this.#generation += 1;
    this.#status = status;
    this.#publish();
  }

  async #run(generation: number): Promise<void> {
    const isCurrent = (): boolean => generation === this.#generation;
    try {
      while (isCurrent() && this.#status === 'loading') {
        await this.#readAnswer(this.#calls === 0 ? 1 : pagesPerAnswer, isCurrent);
      }
    } catch (error) {
      if (!isCurrent()) return;
      this.#generation += 1;
      this.#status = 'failed';
      this.#error = toAppError(error).toInfo();
      this.#publish();
    }
  }

  async #readAnswer(pages: number, isCurrent: () => boolean): Promise<void> {
    const answer = await withinStallTime(this.#fetchPages(this.#cursor, pages));
    if (!isCurrent()) return;
    const iterator = answer[Symbol.asyncIterator]();
    let received = 0;
    while (this.#status === 'loading') {
      const item = await withinStallTime(iterator.next());
      if (!isCurrent()) return;
      if (item.done) break;
      if (!item.value.ok) throw AppError.fromInfo(item.value.error);
      received += 1;
      this.#take(item.value.value);
    }
    if (received === 0)
      throw new AppError('bad-response', 'The server ended its answer without a page of the listing.');
    // Only between answers: what an answer still holds has been listed already.
    if (this.#status === 'loading' && this.rows.count >= this.#wantedRows) {
      this.#status = 'more';
      this.#publish();
    }
  }

  #take(page: ListingPage): void {
    const isLost = page.next !== null && page.next.token === null && page.next.startAfter === null;
    if (page.next && !isLost) this.#requireProgress(page.next);
    this.rows.append(page);
    // After a page that does not say where it goes on, trying again lists what comes after its last row.
    this.#cursor = isLost ? (this.#cursorAfter(page) ?? this.#cursor) : page.next;
    this.#count(page);
    if (isLost) throw new AppError('bad-response', lostMessage);
    if (!page.next) this.#status = 'complete';
    if (this.#status === 'loading' && this.#calls > 1) this.#publishSoon();
    else this.#publish();
  }

  #count({ search, callMs }: ListingPage): void {
    this.#calls += search?.calls ?? 1;
    if (search) this.#looked = (this.#looked ?? 0) + search.looked;
    this.#firstCallMs ??= callMs;
    this.#listedAt ??= Date.now();
  }

  /** A listing that says "more" and then points where it has been would go on for ever. */
  #requireProgress(next: ListingCursor): void {
    const place = JSON.stringify([next.token, next.startAfter, next.versionId]);
    // With a token only the token counts: servers that send the same one for ever still name other keys, or none.
    const mark = next.token ?? place;
    if (this.#seenTokens.has(mark)) {
      throw new AppError(
        'bad-response',
        'The listing does not get on: the server sent the same continuation token twice.',
      );
    }
    this.#seenTokens.add(mark);
  }

  /** The place behind the last row of a page, `null` when it has none. */
  #cursorAfter(page: ListingPage): ListingCursor | null {
    const object = page.nameLengths.length > 0 ? this.rows.objects - 1 : null;
    const folder = page.prefixes.length > 0 ? folderId(this.rows.folders - 1) : null;
    const last = [object, folder].flatMap((id) => (id === null ? [] : [this.rows.key(id)])).sort(compareKeys);
    const startAfter = last.at(-1);
    if (startAfter === undefined) return null;
    const version = object !== null && this.rows.key(object) === startAfter ? this.rows.version(object) : null;
    return { token: null, startAfter, ...(version && { versionId: version.id }) };
  }

  #describe(): WalkSnapshot {
    return {
      markers: this.rows.hasVersions ? this.rows.markers : null,
      status: this.#status,
      rows: this.rows.count,
      folders: this.rows.folders,
      objects: this.rows.objects,
      bytes: this.rows.bytes,
      looked: this.#looked,
      calls: this.#calls,
      firstCallMs: this.#firstCallMs,
      listedAt: this.#listedAt,
      error: this.#error,
    };
  }

  #publishSoon(): void {
    if (this.#publishTimer !== null) return;
    const wait = Math.max(0, this.#publishedAt + publishEveryMs - performance.now());
    this.#publishTimer = setTimeout(() => this.#publish(), wait);
  }

  #publish(): void {
    if (this.#publishTimer !== null) clearTimeout(this.#publishTimer);
    this.#publishTimer = null;
    this.#publishedAt = performance.now();
    this.#snapshot = this.#describe();
    for (const listener of this.#listeners) listener();
  }
}

/**
 * An answer that does not come must not spin for ever. What comes later is dropped. Values that React streams are thenables
 * whose `then` returns nothing, so nothing may be chained to it.
 */
function withinStallTime<Value>(answer: PromiseLike<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new AppError(
          'timeout',
          `No answer for ${stallMs / 1000} s. The server may be busy or out of reach; what is loaded stays.`,
        ),
      );
    }, stallMs);
    void answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(toAppError(error));
      },
    );
  });
}
