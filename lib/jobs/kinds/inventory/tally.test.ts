import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobItem } from '../../types';
import { toAge } from './ages';
import { toDuplicateLines, toSummaryLines } from './csv';
import { tallyItems, toFolders } from './tally';

const dayMs = 86_400_000;
const now = 5_000 * dayMs;
const input = { prefix: 'p/', depth: 2, versions: false, duplicates: true };

it('finds the folders above a key', () => {
  expect(toFolders('p/a/b/c/d', input)).toEqual(['p/a/', 'p/a/b/']);
  expect(toFolders('p/a/', input)).toEqual(['p/a/']);
  expect(toFolders('p//x', input)).toEqual(['p//']);
  expect(toFolders('p/x', input)).toEqual(['p/*']);
  expect(toFolders('x', { prefix: '', depth: 1 })).toEqual(['*']);
});

it.each([
  [0, '30d'],
  [30, '30d'],
  [31, '90d'],
  [365, '1y'],
  [366, '3y'],
  [4_000, 'more'],
  [-1, '30d'],
])('counts what is %i days old as %s', (days, age) => expect(toAge(now - days * dayMs, now)).toBe(age));

it('counts by class, age and folder, and takes fingerprints of what holds something', () => {
  const items: JobItem[] = [
    { key: 'p/a/x', sizeBytes: 10, etag: 'e', modified: now },
    { key: 'p/a/b/x', sizeBytes: 20, etag: 'e', modified: now - 400 * dayMs, storageClass: 'GLACIER' },
    { key: 'p/x', sizeBytes: 0, etag: 'f' },
  ];
  const { tallies, fingerprints } = tallyItems(items, input, now);
  expect(toSummaryLines(tallies).split('\r\n').toSorted()).toEqual([
    '',
    'age,1 to 3 years,1,20',
    'age,No date,1,0',
    'age,Up to 30 days,1,10',
    'class,GLACIER,1,20',
    'class,STANDARD,2,10',
    'prefix,p/*,1,0',
    'prefix,p/a/,2,30',
    'prefix,p/a/b/,1,20',
    'total,,3,30',
  ]);
  expect(fingerprints).toEqual(items.slice(0, 2));
});

it('tells older versions and markers apart, and looks for duplicates among what is current', () => {
  const items: JobItem[] = [
    { key: 'p/a', isMarker: true, isLatest: true },
    { key: 'p/a', sizeBytes: 5, etag: 'e' },
    { key: 'p/b', sizeBytes: 7, etag: 'e', isLatest: true },
  ];
  const { tallies, fingerprints } = tallyItems(items, { ...input, versions: true }, now);
  expect(tallies.filter(({ by }) => by === 'state' || by === 'total')).toEqual([
    { by: 'state', name: 'marker', objects: 1, bytes: 0 },
    { by: 'state', name: 'older', objects: 1, bytes: 5 },
    { by: 'total', name: '', objects: 2, bytes: 12 },
    { by: 'state', name: 'current', objects: 1, bytes: 7 },
  ]);
  expect(fingerprints).toEqual([items[2]]);
});

it('comes to the same in whatever chunks', () => {
  const key = fc.string({ unit: fc.constantFrom('a', '/', ' ', '\u0000', '"'), maxLength: 6 });
  const item = fc.record({ key, sizeBytes: fc.nat(50), storageClass: fc.constantFrom('STANDARD', 'COLD') });
  const sum = (chunks: JobItem[][]): Record<string, number> => {
    const sums: Record<string, number> = {};
    for (const { by, name, objects, bytes } of chunks.flatMap(
      (chunk) => tallyItems(chunk, { ...input, prefix: '' }, now).tallies,
    )) {
      sums[`${by} ${name} objects`] = (sums[`${by} ${name} objects`] ?? 0) + objects;
      sums[`${by} ${name} bytes`] = (sums[`${by} ${name} bytes`] ?? 0) + bytes;
    }
    return sums;
  };
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), fc.nat(30), (items, cut) => {
      const whole = sum([items]);
      expect(sum([items.slice(0, cut), items.slice(cut)])).toEqual(whole);
      expect(whole['total  objects'] ?? 0).toBe(items.length);
    }),
  );
});

it('writes duplicates as lines', () => {
  const duplicate = { key: '=a,b', etag: 'e', sizeBytes: 3, modified: 0, copies: 2 };
  expect(toDuplicateLines([duplicate, { ...duplicate, key: 'c', modified: null }])).toBe(
    'e,3,2,"\'=a,b",1970-01-01T00:00:00.000Z\r\ne,3,2,c,\r\n',
  );
});
