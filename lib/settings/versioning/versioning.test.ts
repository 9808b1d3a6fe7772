import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import type { Versioning } from './schema';
import { versioning } from './setting';

const values: fc.Arbitrary<Versioning> = fc.record({
  status: fc.constantFrom('enabled', 'suspended'),
  mfaDelete: fc.constantFrom('enabled', 'disabled', null),
});

describe('versioning', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(versioning, values));

  it('takes a server at its word only where it may have dropped nothing', () => {
    const on: Versioning = { status: 'enabled', mfaDelete: null };
    expect(versioning.isSame?.(on, { ...on, mfaDelete: 'disabled' })).toBe(true);
    expect(versioning.isSame?.({ ...on, mfaDelete: 'enabled' }, on)).toBe(false);
    expect(versioning.isSame?.(on, { ...on, status: 'suspended' })).toBe(false);
  });
});
