import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { encryptionAlgorithms, type Encryption } from './schema';
import { encryption } from './setting';

const others = {
  usesBucketKey: fc.option(fc.boolean()),
  blockedTypes: fc.constantFrom<Encryption['blockedTypes']>([], ['NONE'], ['SSE-C']),
};

const values: fc.Arbitrary<Encryption> = fc.oneof(
  fc.record({
    algorithm: fc.constantFrom('aws:kms', 'aws:kms:dsse'),
    kmsKeyId: fc.option(fc.string({ minLength: 1, maxLength: 2048 })),
    ...others,
  }),
  fc.record({ algorithm: fc.constantFrom(null, ...encryptionAlgorithms), kmsKeyId: fc.constant(null), ...others }),
);

const plain = encryption.empty;

describe('default encryption', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(encryption, values));

  it('has a key with KMS only', () => {
    expect(findIssues(encryption, { ...plain, kmsKeyId: 'alias/mine' }).at('kmsKeyId')).toBeTruthy();
  });

  it('means the same with what servers fill in, and not without what they drop', () => {
    expect(encryption.isSame?.(plain, { ...plain, usesBucketKey: false })).toBe(true);
    expect(encryption.isSame?.({ ...plain, blockedTypes: ['SSE-C'] }, plain)).toBe(false);
    expect(encryption.isSame?.({ ...plain, algorithm: 'aws:kms' }, plain)).toBe(false);
  });
});
