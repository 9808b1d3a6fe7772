import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobItem } from '../../types';
import { isChanged, mergePages, type Side } from './merge';

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** What a server answers that has these, from behind a name on. */
function list(items: readonly JobItem[], prefix: string, after: string | null, size: number): Side {
  const rest = items.filter(({ key }) => after === null || byBytes(key.slice(prefix.length), after) > 0);
  return { prefix, items: rest.slice(0, size), isEnd: rest.length <= size };
}

const toItems = (sizes: Record<string, number>, prefix: string): JobItem[] =>
  Object.entries(sizes)
    .map(([name, sizeBytes]) => ({ key: prefix + name, sizeBytes }))
    .sort((one, other) => byBytes(one.key, other.key));

function walk(source: JobItem[], target: JobItem[], pages: [number, number], deletes: boolean) {
  const found: JobItem[] = [];
  let same = 0;
  let after: string | null = null;
  for (let rounds = 0; ; rounds += 1) {
    expect(rounds).toBeLessThanOrEqual(source.length + target.length + 1);
    const sides = [list(source, 'a/', after, pages[0]), list(target, 'b/', after, pages[1])] as const;
    const merged = mergePages(sides[0], sides[1], { compare: 'size', deletes });
    found.push(...merged.items);
    same += merged.counts.same;
    if (merged.next === null) return { found, same };
    after = merged.next;
  }
}

describe('two listings side by side', () => {
  const side = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }),
    fc.integer({ min: 0, max: 2 }),
    {
      maxKeys: 30,
    },
  );
  const size = fc.integer({ min: 1, max: 7 });

  it('come to what comparing everything at once comes to, however they are cut into pages', () => {
    fc.assert(
      fc.property(side, side, size, size, fc.boolean(), (one, other, first, second, deletes) => {
        const { found, same } = walk(toItems(one, 'a/'), toItems(other, 'b/'), [first, second], deletes);
        const changes = new Map(found.map(({ key, change }) => [key, change]));
        expect(changes.size).toBe(found.length);
        const expected = new Map<string, string>();
        for (const [name, bytes] of Object.entries(one)) {
          if (!Object.hasOwn(other, name)) expected.set(`a/${name}`, 'new');
          else if (other[name] !== bytes) expected.set(`a/${name}`, 'changed');
        }
        for (const name of Object.keys(other))
          if (deletes && !Object.hasOwn(one, name)) expected.set(`b/${name}`, 'extra');
        expect(changes).toEqual(expected);
        expect(same).toBe(Object.entries(one).filter(([name, bytes]) => other[name] === bytes).length);
      }),
    );
  });

  it('that are in no order are refused', () => {
    const items = [{ key: 'a/b' }, { key: 'a/a' }];
    const empty: Side = { prefix: 'b/', items: [], isEnd: true };
    const merge = () => mergePages({ prefix: 'a/', items, isEnd: true }, empty, { compare: 'size', deletes: false });
    expect(merge).toThrow('order');
  });
});

describe('a change', () => {
  const one = '0'.repeat(32);
  const two = '1'.repeat(32);
  const source: JobItem = { key: 'k', sizeBytes: 5, etag: one, modified: 10 };
  it.each([
    ['size', {}, { sizeBytes: 6 }, true],
    ['size', {}, { etag: two, modified: 1 }, false],
    ['newer', {}, { modified: 9 }, true],
    ['newer', {}, { modified: 11, etag: two }, false],
    ['content', {}, { modified: 1 }, false],
    ['content', {}, { etag: two, modified: 11 }, true],
    ['content', {}, { etag: `${two}-2`, modified: 11 }, false],
    ['content', {}, { etag: `${two}-2`, modified: 9 }, true],
  ] as const)('by %s: %j against %j is %s', (compare, mine, theirs, changed) => {
    expect(isChanged({ ...source, ...mine }, { ...source, ...theirs }, compare)).toBe(changed);
  });
});
