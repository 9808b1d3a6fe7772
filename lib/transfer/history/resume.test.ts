import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConflictRule } from '../types';
import { findCopied, findCopiedClosely, isLeft, isSameHistory, keepWrittenSince, type HistoryEntry } from './resume';

const md5 = (letter: string): string => letter.repeat(32);
const version = (letter: string, modified = 0): HistoryEntry => ({
  ...{ versionId: `${letter}${modified}`, isMarker: false, sizeBytes: 5, etag: md5(letter), modified },
});
const marker: HistoryEntry = { ...version('m'), isMarker: true, etag: '', sizeBytes: 0 };
const [a, b, c] = [version('a'), version('b'), version('c')];

describe('what an earlier try has copied', () => {
  it.each<[string, HistoryEntry[], HistoryEntry[], number]>([
    ['nothing', [a, b], [], 0],
    ['the first', [a, b], [a], 1],
    ['up to a marker', [a, marker, b], [a, marker], 2],
    ['all, of which some have been purged since', [b, c], [a, b, c], 2],
    ['the first, before somebody else wrote', [a, b], [a, c], 1],
    ['nothing, though a later one is there', [a, b], [b], 0],
    ['one that has other parts than its original', [{ ...a, etag: `${md5('f')}-2` }], [a], 1],
  ])('is %s', (_what, originals, written, count) => {
    expect(findCopied(originals, written).length).toBe(count);
  });

  it('is looked at where listings tell other ETags of one size', async () => {
    const asked: string[] = [];
    const isCopy = (original: HistoryEntry, copy: HistoryEntry): Promise<boolean> => {
      asked.push(`${original.etag[0]}${copy.etag[0]}`);
      return Promise.resolve(original.etag === b.etag);
    };
    const other = { ...version('d'), sizeBytes: 6 };
    expect(await findCopiedClosely([a, b, c], [a, other, marker, c, a], isCopy)).toEqual([a, c]);
    expect(asked).toEqual(['bc', 'ca']);
    expect(await findCopiedClosely([a], [b], isCopy)).toEqual([]);
  });

  it('is found wherever a try was cut short', () => {
    const entry = fc.constantFrom(a, b, c, marker);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.nat({ max: 8 }), (originals, at) => {
        const done = Math.min(at, originals.length);
        expect(findCopied(originals, originals.slice(0, done)).length).toBe(done);
        // Purged in any order after all was copied.
        const rest = originals.filter((_each, index) => index % 2 === at % 2);
        expect(findCopied(rest, originals).length).toBe(rest.length);
      }),
    );
  });

  it('was written since the work began', () => {
    expect(keepWrittenSince([version('a', 1_000), version('b', 2_100), version('c', 3_000)], 2_900)).toHaveLength(2);
  });
});

it('tells whether a history is still the one that was seen', () => {
  expect(isSameHistory([a, b], [a, b])).toBe(true);
  expect(isSameHistory([a, b], [a, b, marker])).toBe(false);
  expect(isSameHistory([a], [{ ...a, etag: md5('d') }])).toBe(false);
});

it.each<[ConflictRule, HistoryEntry, HistoryEntry | undefined, boolean]>([
  ['skip', a, undefined, false],
  ['skip', a, marker, false],
  ['skip', a, b, true],
  ['overwrite', a, a, false],
  ['newer', version('a', 2), version('b', 1), false],
  ['newer', version('a', 1), version('b', 1), true],
  ['different', a, version('a', 9), true],
  ['different', a, b, false],
  ['different', marker, b, false],
])('by the rule %s', (rule, newest, current, expected) => {
  expect(isLeft(newest, current, rule)).toBe(expected);
});
