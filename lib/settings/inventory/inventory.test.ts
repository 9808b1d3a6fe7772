import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { inventoryFields, type Inventory } from './schema';
import { inventory } from './setting';

const short = fc.string({ maxLength: 20 });
const text = fc.string({ minLength: 1, maxLength: 20 });

const values: fc.Arbitrary<Inventory> = fc.record({
  configurations: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 64 }),
      isEnabled: fc.boolean(),
      prefix: fc.option(short),
      versions: fc.constantFrom('all', 'current'),
      frequency: fc.constantFrom('daily', 'weekly'),
      fields: fc.subarray([...inventoryFields]),
      target: fc.record({
        bucketArn: short.map((name) => `arn:aws:s3:::${name}`),
        accountId: fc.option(text),
        prefix: fc.option(short),
        format: fc.constantFrom('CSV', 'ORC', 'Parquet'),
        encryption: fc.oneof(
          fc.constant(null),
          fc.record({ kind: fc.constant('s3' as const) }),
          fc.record({ kind: fc.constant('kms' as const), keyId: text }),
        ),
      }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ id }) => id },
  ),
});

describe('inventory', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(inventory, values));

  it('has each id once, and a target that says where', () => {
    const [example] = inventory.examples;
    const one = example!.value.configurations[0]!;
    const wrong = { ...one, target: { ...one.target, bucketArn: 'lists' } };
    const issues = findIssues(inventory, { configurations: [one, wrong] });
    expect(issues.at('configurations', 1, 'id')).toBe('This id is taken.');
    expect(issues.at('configurations', 1, 'target', 'bucketArn')).toBeTruthy();
  });
});
