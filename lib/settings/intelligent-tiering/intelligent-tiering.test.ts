import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyObjectFilter } from '@/lib/testing/object-filters';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { noFilter } from '../object-filter';
import type { IntelligentTiering, TierDays } from './schema';
import { intelligentTiering } from './setting';

const tierings = fc
  .tuple(fc.integer({ min: 90, max: 730 }), fc.integer({ min: 180, max: 730 }), fc.constantFrom(1, 2, 3))
  .map(([archive, deep, which]): TierDays[] => [
    ...(which & 1 ? [{ tier: 'archive-access' as const, days: archive }] : []),
    ...(which & 2 ? [{ tier: 'deep-archive-access' as const, days: deep }] : []),
  ]);

const values: fc.Arbitrary<IntelligentTiering> = fc.record({
  configurations: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 64 }),
      isEnabled: fc.boolean(),
      filter: anyObjectFilter,
      tierings,
    }),
    { minLength: 1, maxLength: 6, selector: ({ id }) => id },
  ),
});

describe('intelligent tiering', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(intelligentTiering, values));

  it.each([
    ['archive-access', 89],
    ['archive-access', null],
    ['deep-archive-access', 179],
    ['deep-archive-access', 731],
  ])('refuses %s after %j days', (tier, days) => {
    const one = { id: 'a', isEnabled: true, filter: noFilter, tierings: [{ tier, days }] };
    const issues = findIssues(intelligentTiering, { configurations: [one] });
    expect(issues.at('configurations', 0, 'tierings', 0, 'days')).toMatch(/^Give \d+ to 730 days/u);
  });
});
