import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '@/lib/errors/result';
import { makePage, makePages } from '@/lib/testing/listing-pages';
import type { ListingCursor, ListingPage } from './page';
import { ListingWalk, stallMs, type FetchPages } from './walk';

/** A server that lists made-up pages: `token-<n>` stands for object n. */
class PlainServer {
  readonly asked: { cursor: ListingCursor | null; pages: number }[] = [];
  /** Called before each page; may throw, wait or give another answer. */
  interfere: (page: number) => Promise<Result<ListingPage> | null> = () => Promise.resolve(null);
  readonly #pages: ListingPage[];
  #served = 0;

  constructor(objects: number, pageLength: number) {
    this.#pages = makePages(
      Array.from({ length: objects }, (_, index) => ({ name: `k${String(index).padStart(6, '0')}`, size: 2 })),
      pageLength,
    );
  }

  readonly fetchPages: FetchPages = (cursor, pages) => {
    this.asked.push({ cursor, pages });
    const first = cursor ? this.#pages.findIndex(({ next }) => next?.token === cursor.token) + 1 : 0;
    return Promise.resolve(this.#serve(first, pages));
  };

  async *#serve(first: number, pages: number): AsyncGenerator<Result<ListingPage>> {
    for (const value of this.#pages.slice(first, first + pages)) {
      this.#served += 1;
      yield (await this.interfere(this.#served)) ?? { ok: true, value };
    }
  }
}

function answer(...pages: ListingPage[]): AsyncIterable<Result<ListingPage>> {
  return (async function* () {
    for (const value of pages) yield await Promise.resolve<Result<ListingPage>>({ ok: true, value });
  })();
}

async function settled(walk: ListingWalk): Promise<ReturnType<ListingWalk['getSnapshot']>> {
  await vi.advanceTimersByTimeAsync(200);
  return walk.getSnapshot();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('ListingWalk', () => {
  it('reads the first page by one call, then goes on in chunks to the end', async () => {
    const server = new PlainServer(95, 5);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    walk.start();
    expect(await settled(walk)).toMatchObject({
      status: 'complete',
      objects: 95,
      bytes: 190,
      calls: 19,
      firstCallMs: 31,
      error: null,
    });
    expect(server.asked.map(({ pages }) => pages)).toEqual([1, 8, 8, 8]);
    expect(Array.from({ length: 95 }, (_, id) => walk.rows.name(id))).toEqual(
      Array.from({ length: 95 }, (_, id) => `k${String(id).padStart(6, '0')}`),
    );
  });

  it('asks once when started, left and started again at once', async () => {
    const server = new PlainServer(3, 5);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    walk.start();
    walk.leave();
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 3 });
    expect(server.asked).toHaveLength(1);
  });

  it('pauses at the automatic limit and goes on when asked', async () => {
    const server = new PlainServer(500, 5);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages, automaticRows: 100 });
    walk.start();
    const paused = await settled(walk);
    expect(paused.status).toBe('more');
    expect(paused.rows).toBeGreaterThanOrEqual(100);
    expect(paused.rows).toBeLessThan(150);
    walk.loadMore();
    const further = await settled(walk);
    expect(further.status).toBe('more');
    expect(further.rows).toBeGreaterThanOrEqual(paused.rows + 100);
    walk.loadAll();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 500 });
  });

  it('stops when told, drops what comes later, and resumes without a gap', async () => {
    const server = new PlainServer(200, 5);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    server.interfere = (page) => {
      if (page === 6) walk.stop();
      return Promise.resolve(null);
    };
    walk.start();
    const stopped = await settled(walk);
    expect(stopped).toMatchObject({ status: 'stopped', objects: 25 });
    server.interfere = () => Promise.resolve(null);
    walk.loadAll();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 200 });
    expect(new Set(Array.from({ length: 200 }, (_, id) => walk.rows.name(id))).size).toBe(200);
  });

  it('keeps its rows after a failure and retries from the last good page', async () => {
    const server = new PlainServer(100, 5);
    server.interfere = (page) =>
      Promise.resolve(page === 4 ? { ok: false, error: { code: 'throttled', message: 'Slow down.' } } : null);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    walk.start();
    expect(await settled(walk)).toMatchObject({
      status: 'failed',
      objects: 15,
      error: { code: 'throttled', message: 'Slow down.' },
    });
    server.interfere = () => Promise.resolve(null);
    walk.retry();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 100, error: null });
    expect(server.asked.at(2)?.cursor?.token).toBe('token-15');
  });

  it('gives up on a server that is silent, and can try again', async () => {
    const server = new PlainServer(100, 5);
    server.interfere = (page) => (page === 3 ? new Promise(() => undefined) : Promise.resolve(null));
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    walk.start();
    await vi.advanceTimersByTimeAsync(stallMs - 1);
    expect(walk.getSnapshot()).toMatchObject({ status: 'loading', objects: 10 });
    await vi.advanceTimersByTimeAsync(1);
    expect(walk.getSnapshot()).toMatchObject({ status: 'failed', objects: 10, error: { code: 'timeout' } });
    expect(walk.getSnapshot().error?.message).toContain('No answer for 30 s');
    walk.retry();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 100 });
  });

  it('takes a token seen before for a broken answer, not for progress', async () => {
    const cursor = { token: 'again', startAfter: null };
    const walk = new ListingWalk({
      prefix: '',
      fetchPages: () => Promise.resolve(answer(makePage([{ name: 'a' }], [], cursor))),
    });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'failed', objects: 1, error: { code: 'bad-response' } });
  });

  it('keeps the rows of a page that says "more" without saying where, and goes on behind them when asked', async () => {
    const nowhere = { token: null, startAfter: null };
    const asked: (ListingCursor | null)[] = [];
    const walk = new ListingWalk({
      prefix: 'p/',
      fetchPages: (cursor) => {
        asked.push(cursor);
        return Promise.resolve(answer(cursor ? makePage([{ name: 'z' }]) : makePage([{ name: 'a' }], ['f/'], nowhere)));
      },
    });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'failed', rows: 2, error: { code: 'bad-response' } });
    walk.retry();
    expect(await settled(walk)).toMatchObject({ status: 'complete', rows: 3, error: null });
    expect(asked).toEqual([null, { token: null, startAfter: 'p/f/' }]);
  });

  it('goes on behind the last version of a page that does not say where', async () => {
    const asked: (ListingCursor | null)[] = [];
    const walk = new ListingWalk({
      prefix: '',
      fetchPages: (cursor) => {
        asked.push(cursor);
        const rows = [{ name: 'a', version: { id: cursor ? '1' : '2' } }];
        return Promise.resolve(answer(makePage(rows, [], cursor ? null : { token: null, startAfter: null })));
      },
    });
    walk.start();
    await settled(walk);
    walk.retry();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 2 });
    expect(asked.at(-1)).toEqual({ token: null, startAfter: 'a', versionId: '2' });
  });

  it('takes a place in the versions of one key for progress', async () => {
    const cursors = ['3', '2', null];
    let call = 0;
    const walk = new ListingWalk({
      prefix: '',
      fetchPages: () => {
        const id = cursors[call++] ?? null;
        const next = id === null ? null : { token: null, startAfter: 'a', versionId: id };
        return Promise.resolve(
          answer(makePage([{ name: 'a', version: { id: id ?? '1', isMarker: id === '2' } }], [], next)),
        );
      },
    });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 3, markers: 1 });
  });

  it('takes an answer without a page for a broken one', async () => {
    const walk = new ListingWalk({ prefix: '', fetchPages: () => Promise.resolve(answer()) });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'failed', error: { code: 'bad-response' } });
  });

  it('goes on over empty pages', async () => {
    const pages = [
      makePage([], [], { token: '1', startAfter: null }),
      makePage([], [], { token: '2', startAfter: null }),
      makePage([{ name: 'a' }]),
    ];
    const walk = new ListingWalk({
      prefix: '',
      fetchPages: (cursor) => Promise.resolve(answer(pages[Number(cursor?.token ?? '0')] ?? makePage([]))),
    });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 1, calls: 3 });
  });

  it('goes on by last key where the server knows no token', async () => {
    const fetchPages: FetchPages = (cursor) =>
      Promise.resolve(
        answer(
          cursor === null
            ? makePage([{ name: 'a' }], [], { token: null, startAfter: 'a' })
            : makePage([{ name: `after ${cursor.startAfter ?? ''}` }]),
        ),
      );
    const walk = new ListingWalk({ prefix: '', fetchPages });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 2 });
    expect(walk.rows.name(1)).toBe('after a');
  });

  it('makes no further call once its screen has gone, and goes on when it is back', async () => {
    const server = new PlainServer(200, 5);
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    server.interfere = (page) => {
      if (page === 3) walk.leave();
      return Promise.resolve(null);
    };
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'more', objects: 10 });
    expect(server.asked).toHaveLength(2);
    server.interfere = () => Promise.resolve(null);
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 200 });
  });

  it('tells its listeners at most ten times a second while rows stream in', async () => {
    const server = new PlainServer(1000, 5);
    server.interfere = () => new Promise((resolve) => setTimeout(() => resolve(null), 10));
    const walk = new ListingWalk({ prefix: '', fetchPages: server.fetchPages });
    let told = 0;
    walk.subscribe(() => (told += 1));
    walk.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(walk.getSnapshot().objects).toBeGreaterThan(300);
    expect(told).toBeLessThanOrEqual(13);
    await vi.advanceTimersByTimeAsync(2000);
    expect(walk.getSnapshot().status).toBe('complete');
  });

  it('reads values that React streams, whose `then` returns nothing', async () => {
    const page = makePage([{ name: 'a' }]);
    const items = [
      { done: false, value: { ok: true, value: page } },
      { done: true, value: undefined },
    ];
    const next = () => ({
      then: (resolve: (item: unknown) => void) => {
        queueMicrotask(() => {
          resolve(items.shift());
        });
      },
    });
    const streamed = { [Symbol.asyncIterator]: () => ({ next }) } as unknown as AsyncIterable<Result<ListingPage>>;
    const walk = new ListingWalk({ prefix: '', fetchPages: () => Promise.resolve(streamed) });
    walk.start();
    expect(await settled(walk)).toMatchObject({ status: 'complete', objects: 1 });
  });

  it('shows a failure of the way to the server as one it did not foresee', async () => {
    const walk = new ListingWalk({ prefix: '', fetchPages: () => Promise.reject(new Error('secret detail')) });
    walk.start();
    const { status, error } = await settled(walk);
    expect(status).toBe('failed');
    expect(error?.code).toBe('internal');
    expect(error?.message).not.toContain('secret detail');
  });
});
