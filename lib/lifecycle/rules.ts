/** A tag that an object must carry. */
export interface LifecycleTag {
  key: string;
  value: string;
}

/** What a rule applies to: all that is not `null` must hold, and every tag. With nothing in it: the whole bucket. */
export interface LifecycleFilter {
  /** `prefix`: the older way, a Prefix beside the actions instead of a Filter. Kept as it was found. */
  form: 'filter' | 'prefix';
  prefix: string | null;
  tags: LifecycleTag[];
  /** The object is larger than this. */
  sizeGreaterThanBytes: number | null;
  /** The object is smaller than this. */
  sizeLessThanBytes: number | null;
}

/** When an action falls due: so many days after the object was made, or on a day. What does not belong to `kind` is `null`. */
export interface LifecycleDue {
  kind: 'days' | 'date';
  days: number | null;
  /** `2027-01-31`; S3 acts at midnight UTC. */
  date: string | null;
}

export interface LifecycleExpiration extends Omit<LifecycleDue, 'kind'> {
  /** `marker`: it is about delete markers with no version behind them, not about objects. */
  kind: 'days' | 'date' | 'marker';
  removesExpiredMarkers: boolean | null;
}

export interface LifecycleTransition extends LifecycleDue {
  storageClass: string;
}

/** Days count from when a newer version took the place of the object. */
export interface NoncurrentExpiration {
  days: number | null;
  /** So many noncurrent versions stay, however old. */
  newerVersions: number | null;
}

export interface NoncurrentTransition extends NoncurrentExpiration {
  storageClass: string;
}

/** One rule (https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html), in our words. */
export interface LifecycleRule {
  /** `null`: the server makes one up. */
  id: string | null;
  isEnabled: boolean;
  filter: LifecycleFilter;
  expiration: LifecycleExpiration | null;
  transitions: LifecycleTransition[];
  noncurrentExpiration: NoncurrentExpiration | null;
  noncurrentTransitions: NoncurrentTransition[];
  abortUploads: { afterDays: number | null } | null;
}

/** Storage classes S3 moves objects to, from warm to cold; servers of other makers have names of their own. */
export const transitionClasses = [
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;

export const wholeBucket: LifecycleFilter = {
  form: 'filter',
  prefix: null,
  tags: [],
  sizeGreaterThanBytes: null,
  sizeLessThanBytes: null,
};

/** A rule that does nothing yet. */
export const plainRule: LifecycleRule = {
  id: null,
  isEnabled: true,
  filter: wholeBucket,
  expiration: null,
  transitions: [],
  noncurrentExpiration: null,
  noncurrentTransitions: [],
  abortUploads: null,
};

export const expireAfter = (days: number | null): LifecycleExpiration => ({
  kind: 'days',
  days,
  date: null,
  removesExpiredMarkers: null,
});

export function hasAction(rule: LifecycleRule): boolean {
  return (
    rule.expiration !== null ||
    rule.transitions.length > 0 ||
    rule.noncurrentExpiration !== null ||
    rule.noncurrentTransitions.length > 0 ||
    rule.abortUploads !== null
  );
}

/** “Rule 2 (old logs)”: how remarks call a rule. */
export function nameRule({ id }: LifecycleRule, index: number): string {
  return id === null || id === '' ? `Rule ${index + 1}` : `Rule ${index + 1} (${id})`;
}

/** Rules in an order of no meaning, so that two documents can be compared; ids that the server makes up do not count. */
export function isSameRules(wanted: readonly LifecycleRule[], kept: readonly LifecycleRule[]): boolean {
  if (wanted.length !== kept.length) return false;
  const left = kept.map((rule) => ({ id: rule.id, text: toComparable(rule) }));
  // Those with a name first: one without may be any that is left.
  return wanted
    .toSorted((a, b) => Number(a.id === null) - Number(b.id === null))
    .every((rule) => {
      const text = toComparable(rule);
      const found = left.findIndex((other) => other.text === text && (rule.id === null || other.id === rule.id));
      if (found >= 0) left.splice(found, 1);
      return found >= 0;
    });
}

/** The rule without what makes no difference: its id, the form of its filter, an empty prefix, the order of lists. */
function toComparable(rule: LifecycleRule): string {
  const { filter, expiration, noncurrentExpiration } = rule;
  const sorted = (lines: unknown[]): string[] => lines.map((line) => JSON.stringify(line)).sort();
  return JSON.stringify([
    rule.isEnabled,
    filter.prefix ?? '',
    sorted(filter.tags.map(({ key, value }) => [key, value])),
    filter.sizeGreaterThanBytes,
    filter.sizeLessThanBytes,
    expiration && [expiration.days, expiration.date, expiration.removesExpiredMarkers],
    sorted(rule.transitions.map(({ days, date, storageClass }) => [days, date, storageClass])),
    noncurrentExpiration && [noncurrentExpiration.days, noncurrentExpiration.newerVersions],
    sorted(
      rule.noncurrentTransitions.map(({ days, newerVersions, storageClass }) => [days, newerVersions, storageClass]),
    ),
    rule.abortUploads?.afterDays ?? null,
  ]);
}
