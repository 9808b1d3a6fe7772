import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import type { Accelerate } from './schema';
import { accelerate } from './setting';

const values: fc.Arbitrary<Accelerate> = fc.record({ status: fc.constantFrom('enabled', 'suspended') });

describe('transfer acceleration', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(accelerate, values));
});
