import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobItem } from '../../types';
import type { CopyJobInput } from './schema';
import { findCommonPrefix, isToBeLeft, toNameBefore } from './there';

const compare = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
const key = fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).filter((text) => text.isWellFormed());

describe('where a listing of some keys begins', () => {
  it('is before all of them, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 9 }), fc.string({ maxLength: 4 }), (keys, start) => {
        const all = keys.map((each) => start.toWellFormed() + each);
        const prefix = findCommonPrefix(all);
        for (const each of all) {
          expect(each.startsWith(prefix) && each !== prefix).toBe(true);
          expect(compare(toNameBefore(each), each)).toBeLessThan(0);
        }
        expect(prefix.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is close before the first', () => {
    expect(findCommonPrefix(['a/0001', 'a/0002', 'a/0010'])).toBe('a/00');
    expect(findCommonPrefix(['a/0001'])).toBe('a/000');
    expect(findCommonPrefix(['a/\u{1F600}', 'a/\u{1F601}'])).toBe('a/');
    expect(toNameBefore('a/0200')).toBe('a/020/');
    expect(toNameBefore('a/é')).toBe('a/');
  });
});

describe('what two listings tell of a rule', () => {
  const one = '0'.repeat(32);
  const two = '1'.repeat(32);
  const item: JobItem = { key: 'k', sizeBytes: 5, etag: `"${one}"`, modified: 10 };
  it.each<[CopyJobInput['rule'], boolean, Partial<JobItem>, boolean]>([
    ['skip', false, { etag: two }, true],
    ['skip', true, { etag: two }, true],
    ['newer', false, { modified: 9 }, false],
    ['newer', false, { modified: 10 }, true],
    ['different', false, {}, true],
    ['different', true, {}, false],
    ['different', false, { etag: two }, false],
    ['different', false, { etag: `${two}-2` }, false],
  ])('%s (moving: %s) with %j there: left is %s', (rule, isMove, theirs, isLeft) => {
    expect(isToBeLeft(item, { ...item, ...theirs }, { rule, isMove, keepsVersions: false })).toBe(isLeft);
  });

  it('is nothing of what was named without its date', () => {
    const asked = { rule: 'newer', isMove: false, keepsVersions: false } as const;
    expect(isToBeLeft({ key: 'k', sizeBytes: 5 }, item, asked)).toBe(false);
  });
});
