import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extent } from '../store/blobs';
import { requireConditions, requireWriteConditions } from './conditions';
import { parseRange, sliceExtents } from './range';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a range', () => {
  it.each([
    ['bytes=0-0', { start: 0, length: 1 }],
    ['bytes=3-', { start: 3, length: 7 }],
    ['bytes=-4', { start: 6, length: 4 }],
    ['bytes=-40', { start: 0, length: 10 }],
    ['bytes=9-900', { start: 9, length: 1 }],
    [' bytes = 1 - 2 ', { start: 1, length: 2 }],
    ['bytes=5-4', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['lines=1-2', null],
    [undefined, null],
  ])('%s of ten bytes', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });

  it.each(['bytes=10-', 'bytes=10-11', 'bytes=-0'])('%s lies outside of ten bytes', (header) => {
    expect(codeOf(() => parseRange(header, 10))).toBe('InvalidRange');
  });

  it('of nothing lies outside', () => {
    expect(codeOf(() => parseRange('bytes=0-', 0))).toBe('InvalidRange');
    expect(codeOf(() => parseRange('bytes=-1', 0))).toBe('InvalidRange');
  });

  it('of an object in pieces is the range of its bytes', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
    fc.assert(
      fc.property(lengths, fc.nat(60), fc.nat(60), (sizes, start, length) => {
        const extents = sizes.map((size, index): Extent => [String(index), 100 * index, size]);
        const bytes = (pieces: readonly Extent[]) => {
          return pieces.flatMap(([, offset, size]) => Array.from({ length: size }, (_, index) => offset + index));
        };
        expect(bytes(sliceExtents(extents, { start, length }))).toEqual(bytes(extents).slice(start, start + length));
      }),
    );
  });
});

describe('conditions of a read', () => {
  const modified = Date.UTC(2026, 0, 1, 12, 0, 0, 500);
  const same = new Date(modified).toUTCString();
  const before = new Date(modified - 1000).toUTCString();
  const none = { ifMatch: undefined, ifNoneMatch: undefined, ifModifiedSince: undefined, ifUnmodifiedSince: undefined };

  it.each([
    [{}, 'ok'],
    [{ ifMatch: '"e"' }, 'ok'],
    [{ ifMatch: 'e' }, 'ok'],
    [{ ifMatch: '*' }, 'ok'],
    [{ ifMatch: '"x", "e"' }, 'ok'],
    [{ ifMatch: '"x"' }, 'PreconditionFailed'],
    [{ ifNoneMatch: '"e"' }, 'NotModified'],
    [{ ifNoneMatch: 'W/"e"' }, 'NotModified'],
    [{ ifNoneMatch: '*' }, 'NotModified'],
    [{ ifNoneMatch: '"x"' }, 'ok'],
    [{ ifModifiedSince: same }, 'NotModified'],
    [{ ifModifiedSince: before }, 'ok'],
    [{ ifModifiedSince: 'no date' }, 'ok'],
    [{ ifUnmodifiedSince: same }, 'ok'],
    [{ ifUnmodifiedSince: before }, 'PreconditionFailed'],
    [{ ifUnmodifiedSince: 'no date' }, 'ok'],
    // What RFC 9110, section 13.2.2 says of two: the entity tag decides.
    [{ ifMatch: '"e"', ifUnmodifiedSince: before }, 'ok'],
    [{ ifNoneMatch: '"x"', ifModifiedSince: same }, 'ok'],
    [{ ifMatch: '"x"', ifNoneMatch: '"e"' }, 'PreconditionFailed'],
  ])('%j: %s', (conditions, expected) => {
    expect(codeOf(() => requireConditions({ ...none, ...conditions }, { etag: 'e', modified }))).toBe(expected);
  });
});

describe('conditions of a write', () => {
  const there = { etag: 'e', modified: 0 };

  it.each([
    [{ 'if-none-match': '*' }, null, 'ok'],
    [{ 'if-none-match': '*' }, there, 'PreconditionFailed'],
    [{ 'if-match': '"e"' }, there, 'ok'],
    [{ 'if-match': '"x"' }, there, 'PreconditionFailed'],
    [{ 'if-match': '"e"' }, null, 'NoSuchKey'],
    [{}, there, 'ok'],
  ])('%j on %j: %s', (headers, current, expected) => {
    const map = new Map(Object.entries(headers));
    expect(codeOf(() => requireWriteConditions(map, 'k', current))).toBe(expected);
  });
});
