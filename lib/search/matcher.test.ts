import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { compileName, matchesFilters } from './matcher';
import { emptySearch, type SearchMode } from './query';

const matches = (mode: SearchMode, text: string, path: string, isCaseSensitive = false): boolean =>
  compileName({ ...emptySearch, mode, text, isCaseSensitive })(path);

describe('names that are searched for', () => {
  it.each<[SearchMode, string, string, boolean]>([
    ['text', 'report', 'a/Report-1.pdf', true],
    ['text', 'a/r', 'a/Report-1.pdf', true],
    ['text', '*', 'a/b', false],
    ['glob', '*.jpg', 'deep/er/A.JPG', true],
    ['glob', '*.jpg', 'a.jpg/b', false],
    ['glob', 'a/*.jpg', 'a/b.jpg', true],
    ['glob', 'a/*.jpg', 'a/b/c.jpg', false],
    ['glob', 'a/**/c.jpg', 'a/b/x/c.jpg', true],
    ['glob', 'a/**/c.jpg', 'a/c.jpg', true],
    ['glob', '**.jpg', 'a/b.jpg', true],
    ['glob', '??', 'a/bc', true],
    ['glob', 'a(b)[c].txt', 'x/a(b)[c].txt', true],
    ['glob', 'empty/', 'a/empty/', true],
    ['glob', 'a?b.txt', 'a\nb.txt', true],
    ['regex', '^a/.*[0-9]{2}$', 'a/b/c-42', true],
    ['regex', '^a$', 'a\nb', false],
    ['regex', 'ü', 'Ü.txt', true],
  ])('%s %j in %j: %s', (mode, text, path, expected) => expect(matches(mode, text, path)).toBe(expected));

  it('keep their case when asked to', () => {
    for (const [mode, text] of [
      ['text', 'ab'],
      ['glob', 'ab*'],
      ['regex', '^ab'],
    ] as const) {
      expect(matches(mode, text, 'ABC', true)).toBe(false);
      expect(matches(mode, text, 'abc', true)).toBe(true);
    }
  });

  it.each(nastyKeys)('find $name by its own text and by everything', ({ key }) => {
    expect(matches('text', key, key, true)).toBe(true);
    expect(matches('glob', '**', key)).toBe(true);
    expect(matches('regex', '.', key)).toBe(true);
  });

  it('do not keep the server busy, whatever the expression', () => {
    const path = `${'a'.repeat(1000)}!`;
    for (const text of ['(a+)+$', '^(a|a)*$', '(.*)(.*)(.*)(.*)(.*)x', '((a*)*)*b'])
      expect(matches('regex', text, path)).toBe(false);
    expect(matches('glob', `${'*a'.repeat(200)}b`, path)).toBe(false);
  });

  it.each(['(', '[z-a]', '(?=a)', '(a)\\1', 'a{2000}', '((a{100}){100}){100}'])('are refused: %s', (text) => {
    expect(() => compileName({ ...emptySearch, mode: 'regex', text })).toThrow(
      /^The regular expression cannot be used/u,
    );
  });
});

describe('filters', () => {
  const object = { sizeBytes: 10, modified: 1000, storageClass: '' };
  it.each([
    [{}, true],
    [{ minBytes: 10, maxBytes: 10 }, true],
    [{ minBytes: 11 }, false],
    [{ maxBytes: 9 }, false],
    [{ from: 1000, to: 1001 }, true],
    [{ from: 1001 }, false],
    [{ to: 1000 }, false],
    [{ storageClass: 'STANDARD' }, true],
    [{ storageClass: 'GLACIER' }, false],
  ])('%j: %s', (filter, expected) => expect(matchesFilters({ ...emptySearch, ...filter }, object)).toBe(expected));

  it('let nothing without a date through that asks for one', () => {
    expect(matchesFilters({ ...emptySearch, from: 0 }, { ...object, modified: null })).toBe(false);
  });
});
