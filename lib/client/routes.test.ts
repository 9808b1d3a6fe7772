import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { fromBrowseQuery, objectsRoute, signInRoute, toReturnRoute, type BrowseState } from './routes';
import type { SearchQuery } from '@/lib/search/query';

const queryOf = (route: string) => new URL(route, 'http://console.test').searchParams;

describe('objectsRoute', () => {
  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('carries %s as prefix and key', (_, key) => {
    const state = fromBrowseQuery(queryOf(objectsRoute('c', 'b', { prefix: key, key })));
    expect([state.prefix, state.key]).toEqual([key, key]);
  });

  it('carries the whole state of the browser', () => {
    const text = fc.string({ unit: 'grapheme' });
    const size = fc.option(fc.nat(), { nil: null });
    const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 }), { nil: null });
    const searches: fc.Arbitrary<SearchQuery> = fc.record({
      text,
      mode: fc.constantFrom('text', 'glob', 'regex'),
      isCaseSensitive: fc.boolean(),
      minBytes: size,
      maxBytes: size,
      from: time,
      to: time,
      storageClass: fc.constantFrom('', 'GLACIER'),
    });
    const states: fc.Arbitrary<BrowseState> = fc.record({
      prefix: text,
      delimiter: fc.constantFrom('/', '', '::'),
      key: fc.option(text),
      versionId: fc.option(fc.string({ minLength: 1 })),
      versions: fc.boolean(),
      at: time,
      sort: fc.option(fc.record({ column: fc.constantFrom('name', 'size'), descending: fc.boolean() })),
      filter: text,
      startAfter: fc.option(text),
      search: fc.option(searches),
      options: fc.array(fc.constantFrom('owner', 'restore'), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(states, (state) => {
        // A version is one of a key.
        const kept = { ...state, versionId: state.key === null ? null : state.versionId };
        expect(fromBrowseQuery(queryOf(objectsRoute('c', 'b', state)))).toEqual(kept);
      }),
    );
  });

  it('keeps an access point ARN in one segment', () => {
    const arn = 'arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap';
    const segments = new URL(objectsRoute('c', arn), 'http://console.test').pathname.split('/');
    expect(segments).toHaveLength(5);
    expect(decodeURIComponent(segments[4] ?? '')).toBe(arn);
  });
});

describe('the way through sign-in', () => {
  it('comes back to the page that was asked for', () => {
    const page = objectsRoute('c', 'b', { prefix: 'a&next=/x/' });
    const query = queryOf(signInRoute('c', page));
    expect(query.get('connection')).toBe('c');
    expect(toReturnRoute(query.get('next'))).toBe(page);
  });

  it.each([
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    '/c/\\evil',
    '/sign-in',
    'javascript:alert(1)',
    '',
    null,
    ['/c/a'],
  ])('never leads to %j', (next) => expect(toReturnRoute(next)).toBeNull());
});
