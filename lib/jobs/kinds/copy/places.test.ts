import { describe, expect, it } from 'vitest';
import { findInnerTarget, isInTarget, isRename, toTargetKey } from './places';
import type { CopyJobInput } from './schema';

const input = (more: Partial<CopyJobInput> = {}): CopyJobInput => ({
  ...{ connection: 'c', bucket: 'b', objects: [], prefixes: ['a/'], from: 'a/', rule: 'skip', isMove: true },
  ...{ keepsAccess: true, keepsVersions: false, to: { connection: 'c', bucket: 'b', prefix: 'z/' } },
  ...more,
});
const to = (prefix: string) => ({ connection: 'c', bucket: 'b', prefix });

it('puts another prefix before what follows', () => {
  expect(toTargetKey('a/b/c', { from: 'a/', to: to('z/') })).toBe('z/b/c');
  expect(toTargetKey('a/', { from: 'a/', to: to('z/') })).toBe('z/');
  expect(toTargetKey('a/b', { from: '', to: to('z/') })).toBe('z/a/b');
  expect(toTargetKey('a/b', { from: 'a/', to: to('') })).toBe('b');
});

describe('a target inside', () => {
  it('is left out of a copy', () => {
    expect(findInnerTarget(input({ isMove: false, to: to('a/copy/') }), true)).toBe('a/copy/');
    expect(findInnerTarget(input({ isMove: false, prefixes: [''], from: '', to: to('copy/') }), true)).toBe('copy/');
    expect(findInnerTarget(input({ isMove: false, to: to('a/copy/') }), false)).toBeNull();
    expect(findInnerTarget(input({ to: to('b/') }), true)).toBeNull();
  });

  it('is where copies would come to', () => {
    const inner = input({ to: to('a/copy/') });
    expect(['a/copy/x', 'a/copyx', 'a/x', 'z/x'].map((key) => isInTarget(key, inner))).toEqual([
      ...[true, false, false, false],
    ]);
    expect(isInTarget('a/x', input({ to: to('a/') }))).toBe(false);
    expect(isInTarget('copy/x', input({ prefixes: [''], from: '', to: to('copy/') }))).toBe(true);
  });

  it('is refused for a move, for itself, and among the originals', () => {
    expect(() => findInnerTarget(input({ to: to('a/b/') }), true)).toThrow('into itself');
    expect(() => findInnerTarget(input({ to: to('a/') }), true)).toThrow('already');
    const among = input({ isMove: false, prefixes: ['a'], from: 'a', to: to('ab') });
    expect(() => findInnerTarget(among, true)).toThrow('slash');
  });
});

it('knows a folder that gets another name from one that goes elsewhere', () => {
  expect(isRename(input())).toBe(true);
  expect(isRename(input({ prefixes: ['p/a/'], from: 'p/a/', to: to('p/z/') }))).toBe(true);
  expect(isRename(input({ prefixes: ['p/a/'], from: 'p/a/', to: to('z/') }))).toBe(false);
  expect(isRename(input({ isMove: false }))).toBe(false);
  expect(isRename(input({ to: { connection: 'c', bucket: 'other', prefix: 'z/' } }))).toBe(false);
});
