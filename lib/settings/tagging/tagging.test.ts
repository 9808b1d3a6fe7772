import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import type { Tagging } from './schema';
import { tagging } from './setting';

const values: fc.Arbitrary<Tagging> = fc.record({
  tags: fc.uniqueArray(
    fc.record({ key: fc.string({ minLength: 1, maxLength: 128 }), value: fc.string({ maxLength: 256 }) }),
    { minLength: 1, maxLength: 50, selector: ({ key }) => key },
  ),
});

describe('tags', () => {
  it('come back from the wire as they were', () => expectRoundTrip(tagging, values));

  it('have each key once', () => {
    const tags = ['a', 'b', 'a'].map((key) => ({ key, value: '' }));
    expect(findIssues(tagging, { tags }).all).toEqual([{ path: ['tags', 2, 'key'], message: 'This key is taken.' }]);
  });

  it('are the same in any order', () => {
    const [a, b] = ['a', 'b'].map((key) => ({ key, value: '' }));
    expect(tagging.isSame?.({ tags: [a!, b!] }, { tags: [b!, a!] })).toBe(true);
    expect(tagging.isSame?.({ tags: [a!] }, { tags: [b!] })).toBe(false);
  });
});
