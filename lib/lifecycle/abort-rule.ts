import { isCovering } from './filters';
import { plainRule, wholeBucket, type LifecycleRule } from './rules';

/** A rule that ends uploads, and after how many days. */
export interface AbortRule {
  rule: LifecycleRule;
  /** Its place in the list, from 0. */
  index: number;
  afterDays: number;
}

const under = (prefix: string) => ({ ...wholeBucket, prefix: prefix === '' ? null : prefix });

/** The rule that ends unfinished uploads of every key under a prefix first; `null` where none does. */
export function findAbortRule(rules: readonly LifecycleRule[], prefix: string): AbortRule | null {
  const found = rules.flatMap((rule, index) => {
    const afterDays = rule.abortUploads?.afterDays ?? null;
    const isMeant = rule.isEnabled && afterDays !== null && isCovering(rule.filter, under(prefix));
    return isMeant ? [{ rule, index, afterDays }] : [];
  });
  return found.toSorted((a, b) => a.afterDays - b.afterDays)[0] ?? null;
}

/** A rule for unfinished uploads under a prefix, by a name that the others have not. */
export function makeAbortRule(rules: readonly LifecycleRule[], prefix: string, afterDays: number): LifecycleRule {
  const taken = new Set(rules.map(({ id }) => id));
  const base = 'abort-incomplete-uploads';
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return { ...plainRule, id, filter: under(prefix), abortUploads: { afterDays } };
}
