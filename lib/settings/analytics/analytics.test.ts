import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyObjectFilter } from '@/lib/testing/object-filters';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { noFilter } from '../object-filter';
import type { Analytics } from './schema';
import { analytics } from './setting';

const values: fc.Arbitrary<Analytics> = fc.record({
  configurations: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 64 }),
      filter: anyObjectFilter,
      export: fc.option(
        fc.record({
          bucketArn: fc.string({ maxLength: 20 }).map((name) => `arn:aws:s3:::${name}`),
          accountId: fc.option(fc.string({ minLength: 1, maxLength: 12 })),
          prefix: fc.option(fc.string({ maxLength: 20 })),
        }),
      ),
    }),
    { minLength: 1, maxLength: 6, selector: ({ id }) => id },
  ),
});

describe('storage class analysis', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(analytics, values));

  it('writes reports to a bucket named by its ARN', () => {
    const target = { bucketArn: 'reports', accountId: null, prefix: null };
    const issues = findIssues(analytics, { configurations: [{ id: 'a', filter: noFilter, export: target }] });
    expect(issues.at('configurations', 0, 'export', 'bucketArn')).toBeTruthy();
  });
});
