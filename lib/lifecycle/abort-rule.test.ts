import { describe, expect, it } from 'vitest';
import { findAbortRule, makeAbortRule } from './abort-rule';
import { plainRule, wholeBucket, type LifecycleRule } from './rules';

const aborting = (prefix: string | null, afterDays: number, change: Partial<LifecycleRule> = {}): LifecycleRule => ({
  ...plainRule,
  filter: { ...wholeBucket, prefix },
  abortUploads: { afterDays },
  ...change,
});

describe('the rule that ends uploads', () => {
  const rules = [plainRule, aborting('logs/', 3), aborting(null, 9), aborting(null, 1, { isEnabled: false })];

  it('is the one that acts first on every key of the prefix', () => {
    expect(findAbortRule(rules, 'logs/2026/')).toMatchObject({ index: 1, afterDays: 3 });
    expect(findAbortRule(rules, 'lo')).toMatchObject({ index: 2, afterDays: 9 });
    expect(findAbortRule(rules, '')).toMatchObject({ index: 2, afterDays: 9 });
  });

  it('is not there when rules are off or about less than the prefix', () => {
    expect(findAbortRule(rules.slice(0, 2), '')).toBeNull();
    expect(findAbortRule(rules.slice(3), 'logs/')).toBeNull();
  });

  it('is made with a name of its own', () => {
    const first = makeAbortRule(rules, 'raw/', 7);
    expect(first).toMatchObject({ id: 'abort-incomplete-uploads', isEnabled: true, filter: { prefix: 'raw/' } });
    const second = makeAbortRule([...rules, first], '', 7);
    expect(second).toMatchObject({ id: 'abort-incomplete-uploads-2', filter: { prefix: null } });
    expect(findAbortRule([second], 'any')).toMatchObject({ afterDays: 7 });
  });
});
