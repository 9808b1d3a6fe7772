import { AppError } from '@/lib/errors/app-error';
import { compareKeys } from '@/lib/listing/byte-order';
import { countSharedStart, findBehindWord, findMiddle, type KeyRange } from './split';

/** A part of the keys that is still to be looked at. `token` goes on where a server lists in no order of keys. */
export interface SearchRange extends KeyRange {
  token?: string | undefined;
}

/** What one list call has brought. */
export interface Listed<Page> {
  page: Page;
  /** The first and the last key of the page; `null` when it holds none. */
  firstKey: string | null;
  lastKey: string | null;
  /** Objects on it. */
  count: number;
  isTruncated: boolean;
  /** Where a range without order goes on. */
  token?: string | undefined;
}

export interface Found<Page> {
  page: Page;
  /** Keys above it belong to another range and are found there; `null` is no bound. */
  until: string | null;
  /** What is still to be looked at once this page has been taken. */
  rest: SearchRange[];
}

export interface SearchOptions<Page> {
  ranges: readonly SearchRange[];
  list: (range: SearchRange) => Promise<Listed<Page>>;
  /** List calls under way at once. */
  parallel: number;
  /** List calls in all; what is left then is told by `rest`. */
  maxCalls: number;
  /** Off where a listing cannot start after a key. */
  canSplit: boolean;
}

interface Lane<Page> {
  range: SearchRange;
  /** Under way, with its lane, so that a race tells whose it was. */
  call: Promise<{ lane: Lane<Page>; listed: Listed<Page> }> | null;
  /** It has shown a page and said that there is more: only such a range is worth splitting. */
  isLong: boolean;
  /** How many characters all keys of its last page begin with in common: a boundary that differs behind them is too near. */
  reach: number;
  /** How often it was tried to split it. */
  tries: number;
  /** It was split off and has not answered yet. */
  isGuess: boolean;
}

const toLane = <Page>(range: SearchRange, isGuess = false, tries = 0): Lane<Page> => ({
  range: { ...range },
  call: null,
  isLong: false,
  reach: 0,
  tries,
  isGuess,
});

/** Guesses that found little may be this many more than twice the pages that were full. */
const poorGuesses = 16;

/**
 * Looks through a key space with several list calls at once. It begins with one range. While a call is free, the range with
 * most left is split at a guessed key and listed from there: a guess that finds keys has done work, one that finds none has
 * shown where the keys end. Pages come in no order, each key once.
 */
export async function* searchRanges<Page>(options: SearchOptions<Page>): AsyncGenerator<Found<Page>, void, void> {
  const search = new Search(options);
  for (;;) {
    search.fill();
    const found = await search.next();
    if (!found) return;
    yield found;
  }
}

class Search<Page> {
  readonly #options: SearchOptions<Page>;
  #lanes: Lane<Page>[];
  #calls = 0;
  #fullPages = 0;
  #poor = 0;

  constructor(options: SearchOptions<Page>) {
    this.#options = options;
    this.#lanes = options.ranges.map((range) => toLane(range));
  }

  /** Starts as many calls as may be under way. */
  fill(): void {
    const { parallel, maxCalls } = this.#options;
    // Few pages show that there is much to do: a small folder costs no guesses.
    const allowed = Math.min(parallel, Math.max(this.#lanes.length, 2 ** this.#fullPages));
    for (let busy = this.#busy.length; busy < allowed && this.#calls < maxCalls; busy += 1) {
      const lane = this.#lanes.find(({ call }) => call === null) ?? this.#splitLongest();
      if (!lane) return;
      this.#start(lane);
    }
  }

  /** Takes the next answer; `null` when none is under way any more. */
  async next(): Promise<Found<Page> | null> {
    const busy = this.#busy;
    if (busy.length === 0) return null;
    const { lane, listed } = await Promise.race(busy);
    lane.call = null;
    this.#take(lane, listed);
    return { page: listed.page, until: this.#untilOf.get(listed) ?? null, rest: this.#rest() };
  }

  get #busy() {
    return this.#lanes.flatMap(({ call }) => (call ? [call] : []));
  }

  readonly #untilOf = new WeakMap<Listed<Page>, string | null>();

  #rest(): SearchRange[] {
    return this.#lanes.map(({ range }) => ({ ...range }));
  }

  #start(lane: Lane<Page>): void {
    this.#calls += 1;
    lane.call = this.#options.list({ ...lane.range }).then((listed) => ({ lane, listed }));
    // It is awaited in a race; a failure of one that lost must not end the process.
    lane.call.catch(() => undefined);
  }

  #take(lane: Lane<Page>, listed: Listed<Page>): void {
    const { range } = lane;
    this.#untilOf.set(listed, range.until);
    const { lastKey, count, isTruncated } = listed;
    if (lane.isGuess) this.#judge(count, isTruncated);
    if (isTruncated && count > 0) this.#fullPages += 1;
    lane.isGuess = false;
    const isPast = lastKey !== null && range.until !== null && compareKeys(lastKey, range.until) >= 0;
    if (isTruncated && !isPast) this.#goOn(lane, listed);
    else this.#lanes = this.#lanes.filter((other) => other !== lane);
  }

  #goOn(lane: Lane<Page>, { firstKey, lastKey, token }: Listed<Page>): void {
    const { range } = lane;
    lane.isLong = true;
    if (!this.#options.canSplit) {
      if (token === undefined || token === range.token) throw lost();
      range.token = token;
      return;
    }
    if (firstKey === null || lastKey === null) throw lost();
    if (compareKeys(firstKey, range.after) <= 0) throw notOrdered();
    lane.reach = countSharedStart(firstKey, lastKey);
    range.after = lastKey;
  }

  #judge(count: number, isTruncated: boolean): void {
    if (!isTruncated && count < 250) this.#poor += 1;
  }

  #splitLongest(): Lane<Page> | null {
    if (!this.#options.canSplit || this.#poor > poorGuesses + 2 * this.#fullPages) return null;
    const candidates = this.#lanes
      .filter(({ isLong }) => isLong)
      .flatMap((lane) => {
        const boundary = findBoundary(lane);
        return boundary === null ? [] : [{ lane, boundary }];
      })
      // The shorter a boundary, the more can lie behind it; of equals the one that was split least.
      .sort((left, right) => left.lane.tries - right.lane.tries || left.boundary.length - right.boundary.length);
    const [best] = candidates;
    if (!best) return null;
    const { lane, boundary } = best;
    lane.tries += 1;
    const guess = toLane<Page>({ after: boundary, until: lane.range.until }, true);
    lane.range.until = boundary;
    this.#lanes.push(guess);
    return guess;
  }
}

/** By turns behind a word, which finds where long common beginnings end, and in the middle, which shares fairly. */
function findBoundary({ range, tries, reach }: Lane<unknown>): string | null {
  const ways = tries % 2 === 0 ? [findBehindWord, findMiddle] : [findMiddle, findBehindWord];
  for (const find of ways) {
    const boundary = find(range, reach);
    if (boundary !== null) return boundary;
  }
  return null;
}

const notOrdered = (): AppError =>
  new AppError('bad-response', 'The server does not start its listing where it was told to, so it cannot be searched.');

const lost = (): AppError =>
  new AppError('bad-response', 'The server says there is more, but not where it goes on. The search is incomplete.');
