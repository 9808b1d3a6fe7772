import type { LifecycleFilter, LifecycleTag } from './rules';

/** What a rule looks at to know whether an object is its own. */
export interface RuleSubject {
  key: string;
  sizeBytes: number;
  tags: readonly LifecycleTag[];
}

const hasTag = (tags: readonly LifecycleTag[], { key, value }: LifecycleTag): boolean =>
  tags.some((tag) => tag.key === key && tag.value === value);

export function isMatch(filter: LifecycleFilter, { key, sizeBytes, tags }: RuleSubject): boolean {
  return (
    key.startsWith(filter.prefix ?? '') &&
    filter.tags.every((tag) => hasTag(tags, tag)) &&
    sizeBytes > (filter.sizeGreaterThanBytes ?? -1) &&
    sizeBytes < (filter.sizeLessThanBytes ?? Number.POSITIVE_INFINITY)
  );
}

/** Smallest and largest size that match, both included. */
function toSizes({ sizeGreaterThanBytes: from, sizeLessThanBytes: to }: LifecycleFilter): [from: number, to: number] {
  return [from === null ? 0 : from + 1, to === null ? Number.POSITIVE_INFINITY : to - 1];
}

/** Whether some object could match both. A key of a tag has one value, so two values of it exclude each other. */
export function mayOverlap(a: LifecycleFilter, b: LifecycleFilter): boolean {
  const [prefixA, prefixB] = [a.prefix ?? '', b.prefix ?? ''];
  const [[fromA, toA], [fromB, toB]] = [toSizes(a), toSizes(b)];
  return (
    (prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA)) &&
    Math.max(fromA, fromB) <= Math.min(toA, toB) &&
    a.tags.every(({ key, value }) => b.tags.every((tag) => tag.key !== key || tag.value === value))
  );
}

/** Whether every object that matches `inner` matches `outer` too. */
export function isCovering(outer: LifecycleFilter, inner: LifecycleFilter): boolean {
  const [[fromOuter, toOuter], [fromInner, toInner]] = [toSizes(outer), toSizes(inner)];
  return (
    (inner.prefix ?? '').startsWith(outer.prefix ?? '') &&
    fromOuter <= fromInner &&
    toOuter >= toInner &&
    outer.tags.every((tag) => hasTag(inner.tags, tag))
  );
}

/** Whether the filter lets everything in. */
export function isWholeBucket(filter: LifecycleFilter): boolean {
  const [from, to] = toSizes(filter);
  return (filter.prefix ?? '') === '' && filter.tags.length === 0 && from === 0 && to === Number.POSITIVE_INFINITY;
}
