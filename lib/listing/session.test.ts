import { describe, expect, it } from 'vitest';
import { makePage } from '@/lib/testing/listing-pages';
import { ListingSession, SessionCache } from './session';

function makeSession(rows: number): ListingSession {
  const session = new ListingSession({ prefix: '', fetchPages: () => Promise.reject(new Error('not asked')) });
  session.walk.rows.append(makePage(Array.from({ length: rows }, (_, index) => ({ name: `k${index}` }))));
  return session;
}

describe('ListingSession', () => {
  it('keeps what was selected in an earlier listing of the place, also after its rows have come', async () => {
    const earlier = makeSession(3);
    earlier.selection.toggle(0);
    earlier.selection.toggle(2);
    const page = { ok: true as const, value: makePage([{ name: 'k1' }, { name: 'k2' }]) };
    const answer = {
      async *[Symbol.asyncIterator]() {
        yield await Promise.resolve(page);
      },
    };
    const session = new ListingSession({ prefix: '', fetchPages: () => Promise.resolve(answer) });
    session.walk.start();
    await expect.poll(() => session.walk.getSnapshot().status).toBe('complete');
    session.keepSelection(earlier);
    expect([...session.selection.ids()].map((id) => session.walk.rows.key(id))).toEqual(['k2']);
  });
});

describe('SessionCache', () => {
  it('gives the same listing again, until it is forgotten', () => {
    const cache = new SessionCache();
    const first = cache.open('a/b', () => makeSession(1));
    expect(cache.open('a/b', () => makeSession(1))).toBe(first);
    const other = cache.open('b', () => makeSession(1));
    cache.forget('a/');
    expect(cache.open('a/b', () => makeSession(1))).not.toBe(first);
    expect(cache.open('b', () => makeSession(1))).toBe(other);
  });

  it('keeps the most recent listings, few enough of them, and always the current one', () => {
    const cache = new SessionCache();
    const sessions = Array.from({ length: 20 }, (_, index) => cache.open(`s${index}`, () => makeSession(1)));
    expect(cache.open('s19', () => makeSession(1))).toBe(sessions[19]);
    expect(cache.open('s0', () => makeSession(1))).not.toBe(sessions[0]);
    const large = cache.open('large', () => makeSession(300_000));
    expect(cache.open('large', () => makeSession(1))).toBe(large);
    expect(cache.open('s19', () => makeSession(1))).toBe(sessions[19]);
    expect(cache.open('large', () => makeSession(1))).not.toBe(large);
  });
});
