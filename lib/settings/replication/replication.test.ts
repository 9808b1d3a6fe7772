import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyObjectFilter } from '@/lib/testing/object-filters';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { replicaClasses, type Replication, type ReplicationRule } from './schema';
import { makeReplicationRule, replication } from './setting';

const text = fc.string({ minLength: 1, maxLength: 20 });
const flag = fc.option(fc.boolean());
const minutes = fc.option(fc.integer({ min: 1, max: 60 }));

const destination: fc.Arbitrary<ReplicationRule['destination']> = fc
  .record({
    bucketArn: text.map((name) => `arn:aws:s3:::${name}`),
    accountId: fc.option(text),
    storageClass: fc.option(fc.constantFrom(...replicaClasses, 'COLD')),
    changesOwner: fc.boolean(),
    kmsKeyId: fc.option(text),
    timeControl: fc.option(fc.record({ isEnabled: fc.boolean(), minutes })),
    metrics: fc.option(fc.record({ isEnabled: fc.boolean(), thresholdMinutes: minutes })),
  })
  .map((target) => ({
    ...target,
    changesOwner: target.changesOwner && target.accountId !== null,
    metrics: target.timeControl?.isEnabled ? { isEnabled: true, thresholdMinutes: 15 } : target.metrics,
  }));

const rule: fc.Arbitrary<ReplicationRule> = fc
  .record({
    id: fc.option(text),
    isEnabled: fc.boolean(),
    filter: anyObjectFilter,
    usesOldPrefix: fc.boolean(),
    deleteMarkers: flag,
    existingObjects: flag,
    kmsObjects: flag,
    replicaModifications: flag,
    destination,
  })
  .map((made) => ({
    ...made,
    priority: null,
    filter: made.usesOldPrefix ? { prefix: made.filter.prefix ?? '', tags: [] } : made.filter,
    deleteMarkers: made.filter.tags.length > 0 && made.deleteMarkers ? false : made.deleteMarkers,
  }));

const values: fc.Arbitrary<Replication> = fc
  .record({ role: text, rules: fc.array(rule, { minLength: 1, maxLength: 5 }) })
  .map(({ role, rules }) => ({ role, rules: rules.map((one, priority) => ({ ...one, priority })) }));

describe('replication', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(replication, values));

  const plain = makeReplicationRule('arn:aws:s3:::replicas', 1);
  const at = (rules: unknown[], ...path: (string | number)[]) =>
    findIssues(replication, { role: 'arn:r', rules }).at('rules', ...path);

  it('refuses what S3 would, at the field', () => {
    const tags = [{ key: 'a', value: '' }];
    expect(at([{ ...plain, filter: { prefix: null, tags }, deleteMarkers: true }], 0, 'deleteMarkers')).toBeTruthy();
    expect(at([{ ...plain, priority: null }], 0, 'priority')).toBe('Give a priority.');
    expect(at([plain, plain], 1, 'priority')).toBe('Another rule has this priority.');
    const late = { ...plain.destination, timeControl: { isEnabled: true, minutes: 15 } };
    expect(at([{ ...plain, destination: late }], 0, 'destination', 'metrics')).toBe('Time control needs metrics.');
  });

  it('keeps the old form of a rule', () => {
    const old = { Prefix: 'a/', Status: 'Enabled' as const, Destination: { Bucket: 'arn:aws:s3:::b' } };
    expect(replication.toWire(replication.fromWire({ Role: 'r', Rules: [old] }))).toEqual({ Role: 'r', Rules: [old] });
  });
});
