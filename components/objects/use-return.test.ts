import { describe, expect, it } from 'vitest';
import { findChildOnWay } from './use-return';

describe('findChildOnWay', () => {
  it.each([
    ['', 'a/b/c/', '/', 'a/'],
    ['a/', 'a/b/c/', '/', 'a/b/'],
    ['a/b/', 'a/b/', '/', null],
    ['x/', 'a/b/', '/', null],
    ['a/', 'a/bc', '/', null],
    ['a::', 'a::b::c::', '::', 'a::b::'],
    ['a/', 'a//b/', '/', 'a//'],
    ['', 'a/b/', '', 'a/'],
  ])('from %s, having been in %s by "%s": %s', (prefix, from, delimiter, child) => {
    expect(findChildOnWay(prefix, from, delimiter)).toBe(child);
  });
});
