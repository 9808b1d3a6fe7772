import type { LifecycleDue, LifecycleFilter, LifecycleRule } from './rules';

/** A version or delete marker as a listing tells of it. */
export interface ListedEntry {
  key: string;
  isLatest: boolean;
  isMarker: boolean;
  sizeBytes: number;
  /** Milliseconds since 1970; `null` where the server gave none: then nothing falls due. */
  modified: number | null;
  storageClass: string;
}

/** What the entries of one key that came before say about the next; it goes along from page to page. */
export interface Carry {
  key: string;
  /** Noncurrent versions of the key so far, all newer than the next. */
  newerVersions: number;
  /** When the entry before was made: the next is noncurrent since then. */
  since: number | null;
  /** The latest entry is a marker that goes unless a version stands behind it. */
  isMarkerDue: boolean;
}

export interface Touched {
  count: number;
  bytes: number;
}

/** What a rule would do now, and to how much. */
export interface TouchCounts {
  /** Current objects that are deleted, or get a delete marker where versions are kept. */
  expired: Touched;
  /** Delete markers with no version behind them. */
  markers: Touched;
  noncurrentExpired: Touched;
  /** By storage class. */
  moved: Record<string, Touched>;
  noncurrentMoved: Record<string, Touched>;
  /** Uploads that nobody completed. Their size is not asked for. */
  uploads: Touched;
  /** Entries and uploads that were looked at. */
  looked: number;
}

const none: Touched = { count: 0, bytes: 0 };

export const nothingTouched: TouchCounts = {
  expired: none,
  markers: none,
  noncurrentExpired: none,
  moved: {},
  noncurrentMoved: {},
  uploads: none,
  looked: 0,
};

const add = (left: Touched, right: Touched): Touched => ({
  count: left.count + right.count,
  bytes: left.bytes + right.bytes,
});

function addAll(left: Record<string, Touched>, right: Record<string, Touched>): Record<string, Touched> {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, add(left[name] ?? none, right[name] ?? none)]));
}

export function addCounts(left: TouchCounts, right: TouchCounts): TouchCounts {
  return {
    expired: add(left.expired, right.expired),
    markers: add(left.markers, right.markers),
    noncurrentExpired: add(left.noncurrentExpired, right.noncurrentExpired),
    moved: addAll(left.moved, right.moved),
    noncurrentMoved: addAll(left.noncurrentMoved, right.noncurrentMoved),
    uploads: add(left.uploads, right.uploads),
    looked: left.looked + right.looked,
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Whether an action of so many days is due: that long after, and then at the next midnight UTC (S3 User Guide, “Lifecycle
 * rules: Based on an object's age”).
 */
export function isDueAfter(timeMs: number | null, days: number | null, nowMs: number): boolean {
  return timeMs !== null && days !== null && Math.ceil(timeMs / dayMs + days) * dayMs <= nowMs;
}

function isDue(timeMs: number | null, { days, date }: Omit<LifecycleDue, 'kind'>, nowMs: number): boolean {
  if (date === null) return isDueAfter(timeMs, days, nowMs);
  return timeMs !== null && Date.parse(date) <= nowMs;
}

/** Whether key and size are as the filter says. Tags are not in a listing: of a rule with tags this counts too many. */
function isCandidate(filter: LifecycleFilter, { key, sizeBytes }: ListedEntry): boolean {
  return (
    key.startsWith(filter.prefix ?? '') &&
    sizeBytes > (filter.sizeGreaterThanBytes ?? -1) &&
    sizeBytes < (filter.sizeLessThanBytes ?? Number.POSITIVE_INFINITY)
  );
}

type Change = { what: 'expired' | 'markers' | 'noncurrentExpired' } | { what: 'moved' | 'noncurrentMoved'; to: string };

/** The transition that is due last is where the object lies; `null` when it is there, or none is due. */
function findMove<Step extends { storageClass: string }>(
  steps: readonly Step[],
  isStepDue: (step: Step) => boolean,
  entry: ListedEntry,
  daysOf: (step: Step) => number,
): string | null {
  const last = steps
    .filter(isStepDue)
    .toSorted((a, b) => daysOf(a) - daysOf(b))
    .at(-1);
  return last === undefined || last.storageClass === entry.storageClass ? null : last.storageClass;
}

function judgeCurrent(rule: LifecycleRule, entry: ListedEntry, nowMs: number): Change | null {
  const { expiration, transitions } = rule;
  if (expiration && expiration.kind !== 'marker' && isDue(entry.modified, expiration, nowMs))
    return { what: 'expired' };
  const to = findMove(
    transitions,
    (step) => isDue(entry.modified, step, nowMs),
    entry,
    ({ days, date }) => days ?? Date.parse(date ?? ''),
  );
  return to === null ? null : { what: 'moved', to };
}

function judgeNoncurrent(rule: LifecycleRule, entry: ListedEntry, carry: Carry, nowMs: number): Change | null {
  const { noncurrentExpiration: end, noncurrentTransitions } = rule;
  const isStepDue = ({ days, newerVersions }: { days: number | null; newerVersions: number | null }): boolean =>
    carry.newerVersions >= (newerVersions ?? 0) && isDueAfter(carry.since, days, nowMs);
  if (end && isStepDue(end)) return { what: 'noncurrentExpired' };
  if (entry.isMarker) return null;
  const to = findMove(noncurrentTransitions, isStepDue, entry, ({ days }) => days ?? 0);
  return to === null ? null : { what: 'noncurrentMoved', to };
}

/** A marker goes when the rule is about markers, or when it is as old as objects may become. */
function isMarkerDue({ expiration }: LifecycleRule, { modified }: ListedEntry, nowMs: number): boolean {
  if (!expiration) return false;
  return expiration.kind === 'marker' ? expiration.removesExpiredMarkers === true : isDue(modified, expiration, nowMs);
}

function count(counts: TouchCounts, change: Change, bytes: number): void {
  const one = { count: 1, bytes };
  if ('to' in change) {
    counts[change.what] = addAll(counts[change.what], { [change.to]: one });
  } else {
    counts[change.what] = add(counts[change.what], one);
  }
}

/**
 * What a rule would do now to some entries of a listing of versions: keys ascending, of one key newest first. `carry` is what
 * the entries before leave behind, `null` at the beginning; `isEnd`: no entry comes after.
 */
export function countTouched(
  rule: LifecycleRule,
  entries: readonly ListedEntry[],
  { carry: before, nowMs, isEnd }: { carry: Carry | null; nowMs: number; isEnd: boolean },
): { counts: TouchCounts; carry: Carry | null } {
  const counts = { ...nothingTouched, looked: entries.length };
  let carry = before;
  const settle = (): void => {
    // Nothing stands behind the marker.
    if (carry?.isMarkerDue) count(counts, { what: 'markers' }, 0);
  };
  for (const entry of entries) {
    if (carry?.key !== entry.key) {
      settle();
      carry = { key: entry.key, newerVersions: 0, since: null, isMarkerDue: false };
    } else {
      carry = { ...carry, isMarkerDue: false };
    }
    const isMatch = isCandidate(rule.filter, entry);
    let change: Change | null = null;
    if (isMatch && !entry.isLatest) change = judgeNoncurrent(rule, entry, carry, nowMs);
    else if (isMatch && entry.isMarker) carry.isMarkerDue = isMarkerDue(rule, entry, nowMs);
    else if (isMatch) change = judgeCurrent(rule, entry, nowMs);
    if (change) count(counts, change, entry.sizeBytes);
    carry = { ...carry, newerVersions: carry.newerVersions + Number(!entry.isLatest), since: entry.modified };
  }
  if (!isEnd) return { counts, carry };
  settle();
  return { counts, carry: null };
}
