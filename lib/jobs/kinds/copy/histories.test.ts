import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobItem } from '../../types';
import { groupHistories } from './histories';

const entry = (key: string, sizeBytes: number, isMarker = false): JobItem => ({
  ...{ key, sizeBytes, versionId: 'v' },
  ...(isMarker && { isMarker }),
});

it('makes one item of all versions of a key, and tells which are deleted now', () => {
  const entries = [entry('a', 0, true), entry('a', 3), entry('b', 5), entry('b', 0, true), entry('c', 1)];
  expect(groupHistories(entries, null, true)).toEqual({
    items: [
      { key: 'a', sizeBytes: 3, isMarker: true },
      { key: 'b', sizeBytes: 5 },
      { key: 'c', sizeBytes: 1 },
    ],
    open: null,
  });
});

it('comes to the same however the listing is cut into pages', () => {
  const sizes = fc.array(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 }), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 6 }), (keys, pageSize) => {
      const entries = keys.flatMap((versions, key) => versions.map((size) => entry(`k${key}`, size, size === 0)));
      const found: JobItem[] = [];
      let open: JobItem | null = null;
      for (let at = 0; at === 0 || at < entries.length; at += pageSize) {
        const page = groupHistories(entries.slice(at, at + pageSize), open, at + pageSize >= entries.length);
        found.push(...page.items);
        open = page.open;
      }
      expect(found).toEqual(groupHistories(entries, null, true).items);
      expect(found).toHaveLength(keys.length);
    }),
  );
});
