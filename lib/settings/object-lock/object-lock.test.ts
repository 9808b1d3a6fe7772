import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import type { ObjectLock, Period } from './schema';
import { objectLock } from './setting';

const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ unit: fc.constant('days' as const), count: fc.integer({ min: 1, max: 36_500 }) }),
  fc.record({ unit: fc.constant('years' as const), count: fc.integer({ min: 1, max: 100 }) }),
);

const values: fc.Arbitrary<ObjectLock> = fc.record({
  retention: fc.option(fc.record({ mode: fc.constantFrom('governance', 'compliance'), period })),
  eventHold: fc.option(period),
});

describe('object lock', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(objectLock, values));

  it.each([
    [{ unit: 'days', count: null }],
    [{ unit: 'days', count: 0 }],
    [{ unit: 'days', count: 1.5 }],
    [{ unit: 'days', count: 36_501 }],
    [{ unit: 'years', count: 101 }],
  ])('refuses a time of %j, at its field', (wrong) => {
    const issues = findIssues(objectLock, { retention: { mode: 'governance', period: wrong }, eventHold: null });
    expect(issues.at('retention', 'period', 'count')).toBeTruthy();
  });
});
