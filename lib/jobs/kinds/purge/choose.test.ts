import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobItem } from '../../types';
import { chooseVersions, type Carried } from './choose';

const all = { olderVersions: true, writtenBefore: null, loneMarkers: true };

/** Versions of keys as listed, newest first: `d` a delete marker, `v` a version. */
function toEntries(keys: readonly string[]): JobItem[] {
  return keys.flatMap((versions, index) =>
    Array.from(versions).map((kind, age) => ({
      key: `k${String(index).padStart(4, '0')}`,
      versionId: String(age),
      modified: 1_000 - age,
      ...(kind === 'd' && { isMarker: true }),
      ...(age === 0 && { isLatest: true }),
    })),
  );
}

const namesOf = (items: readonly JobItem[]): string[] =>
  items.map(({ key, versionId = '' }) => `${Number(key.slice(1))}/${versionId}`).toSorted();

function chooseAll(
  entries: readonly JobItem[],
  choice: typeof all | (Omit<typeof all, 'writtenBefore'> & { writtenBefore: number }),
  pageSize: number,
) {
  const items: JobItem[] = [];
  let carried: Carried | null = null;
  for (let at = 0; at < Math.max(1, entries.length); at += pageSize) {
    const isLast = at + pageSize >= entries.length;
    const chosen = chooseVersions(entries.slice(at, at + pageSize), choice, carried, isLast);
    items.push(...chosen.items);
    carried = chosen.carried;
  }
  return namesOf(items);
}

it('takes older versions and keeps every latest that is no marker', () => {
  expect(chooseAll(toEntries(['vvd', 'v', 'vdv']), { ...all, loneMarkers: false }, 100)).toEqual([
    '0/1',
    '0/2',
    '2/1',
    '2/2',
  ]);
});

it('takes markers that hide nothing, and never one whose versions go in the same breath', () => {
  expect(chooseAll(toEntries(['d', 'dv', 'v']), { ...all, olderVersions: false }, 100)).toEqual(['0/0']);
  expect(chooseAll(toEntries(['d', 'dv', 'v']), all, 100)).toEqual(['0/0', '1/1']);
});

it('takes only what was written before the limit', () => {
  const choice = { ...all, writtenBefore: 999 };
  expect(chooseAll(toEntries(['dvv', 'd']), choice, 100)).toEqual(['0/2', '1/0']);
});

it('comes to the same however the pages are cut', () => {
  const keys = fc.array(fc.stringMatching(/^[dv]{1,4}$/u), { maxLength: 12 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 9 }), fc.boolean(), (versions, pageSize, olderVersions) => {
      const entries = toEntries(versions);
      const choice = { ...all, olderVersions };
      expect(chooseAll(entries, choice, pageSize)).toEqual(chooseAll(entries, choice, 1_000));
    }),
  );
});
