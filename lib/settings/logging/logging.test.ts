import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import type { Logging } from './schema';
import { logging } from './setting';

const text = fc.string({ minLength: 1, maxLength: 60 });

const name = text.filter((one) => one.trim() === one);

const values: fc.Arbitrary<Logging> = fc.record({
  targetBucket: text,
  targetPrefix: fc.string({ maxLength: 60 }),
  keyFormat: fc.option(fc.constantFrom('simple', 'event-time', 'delivery-time', 'partitioned')),
  grants: fc.array(
    fc.record({
      grantee: fc.oneof(
        fc.record({ kind: fc.constant('user' as const), id: name, displayName: fc.option(text) }),
        fc.record({ kind: fc.constant('email' as const), email: fc.emailAddress() }),
        fc.record({ kind: fc.constant('group' as const), uri: fc.webUrl() }),
      ),
      permission: fc.constantFrom('FULL_CONTROL', 'READ', 'WRITE'),
    }),
    { maxLength: 5 },
  ),
});

describe('access logs', () => {
  it('come back from the wire as they were', () => expectRoundTrip(logging, values));

  it('need a bucket, and grantees that say who', () => {
    const grants = [{ grantee: { kind: 'email', email: '' }, permission: 'READ' }];
    const issues = findIssues(logging, { ...logging.empty, grants });
    expect(issues.at('targetBucket')).toBeTruthy();
    expect(issues.within('grants', 0, 'grantee')).toBe('Give an address of mail.');
  });

  it('mean the same where the server names the form of keys that it takes anyway', () => {
    const value = { ...logging.empty, targetBucket: 'logs' };
    expect(logging.isSame?.(value, { ...value, keyFormat: 'simple' })).toBe(true);
    expect(logging.isSame?.({ ...value, keyFormat: 'event-time' }, value)).toBe(false);
  });
});
