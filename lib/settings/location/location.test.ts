import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import type { Location } from './schema';
import { location } from './setting';

const text = fc.option(fc.string({ minLength: 1, maxLength: 40 }));
const values: fc.Arbitrary<Location> = fc.record({ constraint: text, region: text, arn: text });

describe('location', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(location, values));

  it('is told by the region where the server tells it', () => {
    expect(location.summarise({ constraint: 'EU', region: 'eu-west-1', arn: null })).toBe('eu-west-1');
  });
});
