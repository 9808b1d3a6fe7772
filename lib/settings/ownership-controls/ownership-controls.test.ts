import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { parseSource } from '../source';
import type { OwnershipControls } from './schema';
import { ownershipControls } from './setting';

const values: fc.Arbitrary<OwnershipControls> = fc.record({
  ownership: fc.constantFrom('bucket-owner-enforced', 'bucket-owner-preferred', 'object-writer'),
});

describe('object ownership', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(ownershipControls, values));

  it.each(['{ "Rules": [] }', '{ "Rules": [{ "ObjectOwnership": "Everybody" }] }'])('refuses %s', (text) => {
    expect(parseSource(ownershipControls, text).ok).toBe(false);
  });
});
