import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { parseSource } from '../source';
import type { PublicAccessBlock } from './schema';
import { publicAccessBlock } from './setting';

const values: fc.Arbitrary<PublicAccessBlock> = fc.record({
  blockPublicAcls: fc.boolean(),
  ignorePublicAcls: fc.boolean(),
  blockPublicPolicy: fc.boolean(),
  restrictPublicBuckets: fc.boolean(),
});

describe('public access block', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(publicAccessBlock, values));

  it('reads what a document leaves out as off', () => {
    expect(parseSource(publicAccessBlock, '{ "BlockPublicAcls": true }')).toEqual({
      ok: true,
      value: {
        blockPublicAcls: true,
        ignorePublicAcls: false,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      },
    });
  });
});
