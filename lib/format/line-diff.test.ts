import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './line-diff';

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

describe('diffLines', () => {
  it('holds both texts in full', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        expect(lines.filter(({ kind }) => kind !== 'added').map((line) => line.text)).toEqual(before);
        expect(lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text)).toEqual(after);
      }),
    );
  });

  it('shows no change where there is none, and only the new line where one was added', () => {
    expect(diffLines(['a', 'b'], ['a', 'b']).map(({ kind }) => kind)).toEqual(['same', 'same']);
    expect(diffLines(['a', 'c'], ['a', 'b', 'c']).map(({ kind }) => kind)).toEqual(['same', 'added', 'same']);
  });
});
