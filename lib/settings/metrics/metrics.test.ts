import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyObjectFilter } from '@/lib/testing/object-filters';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { noFilter } from '../object-filter';
import type { Metrics } from './schema';
import { metrics } from './setting';

const values: fc.Arbitrary<Metrics> = fc.record({
  configurations: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 64 }),
      filter: anyObjectFilter,
      accessPointArn: fc.option(fc.string({ maxLength: 40 }).map((rest) => `arn:${rest}`)),
    }),
    { minLength: 1, maxLength: 6, selector: ({ id }) => id },
  ),
});

describe('request metrics', () => {
  it('come back from the wire as they were', () => expectRoundTrip(metrics, values));

  it('have each id once', () => {
    const one = { id: 'a', filter: noFilter, accessPointArn: null };
    expect(findIssues(metrics, { configurations: [one, one] }).at('configurations', 1, 'id')).toBe('This id is taken.');
  });
});
