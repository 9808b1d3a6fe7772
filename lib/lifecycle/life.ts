import { isMatch, type RuleSubject } from './filters';
import { transitionClasses, type LifecycleDue, type LifecycleRule } from './rules';

/** Something that happens to an object; `day` counts from when it was made, or for versions from when it was replaced. */
export interface LifeStep {
  day: number;
  /** The class it moves to; `null`: it is deleted. */
  storageClass: string | null;
  /** Which rule does it. */
  rule: number;
  /** So many versions are spared, however old; `null` spares none. */
  sparesVersions: number | null;
}

/** What the rules make of one object. Steps are in the order in which they happen. */
export interface ObjectLife {
  current: LifeStep[];
  noncurrent: LifeStep[];
  /** Rule and day after which an upload of that key is given up. */
  upload: LifeStep | null;
  /** Rules that match, by index. */
  rules: number[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** Days until something is due to an object made at `nowMs`. A day that is past is due at once, as S3 does it. */
export function toDay({ days, date }: Pick<LifecycleDue, 'days' | 'date'>, nowMs: number): number | null {
  if (date === null) return days;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : Math.max(0, Math.ceil((time - nowMs) / dayMs));
}

/** How cold a class is; `null` for one that is not Amazon's. */
export function getColdness(storageClass: string): number | null {
  const index = (transitionClasses as readonly string[]).indexOf(storageClass);
  return index < 0 ? null : index;
}

/** Deletion comes before moving, and the colder class before the warmer, where they fall on one day (S3 User Guide, “Conflict resolution”). */
function compareSteps(a: LifeStep, b: LifeStep): number {
  if (a.day !== b.day) return a.day - b.day;
  if (a.storageClass === null || b.storageClass === null)
    return Number(b.storageClass === null) - Number(a.storageClass === null);
  return (getColdness(b.storageClass) ?? 0) - (getColdness(a.storageClass) ?? 0);
}

/** Leaves out what cannot happen: what comes after the end, and moves to where it is already or to a warmer place. */
function settle(steps: LifeStep[]): LifeStep[] {
  const kept: LifeStep[] = [];
  const visited = new Set<string>();
  let coldest = -1;
  for (const step of steps.toSorted(compareSteps)) {
    const { storageClass } = step;
    if (storageClass !== null) {
      const coldness = getColdness(storageClass);
      if (visited.has(storageClass) || (coldness !== null && coldness <= coldest)) continue;
      visited.add(storageClass);
      coldest = Math.max(coldest, coldness ?? -1);
    }
    kept.push(step);
    if (storageClass === null && step.sparesVersions === null) break;
  }
  return kept;
}

/** Below this size Amazon moves nothing unless a rule names sizes (PutBucketLifecycleConfiguration, TransitionDefaultMinimumObjectSize). */
const minimumMoveBytes = 128 * 1024;

export interface LifeOptions {
  /** What the server moves by default; `null` where it has no such default. */
  minimumSize: 'all_storage_classes_128K' | 'varies_by_storage_class' | null;
  /** When the object is made: dates count from there. */
  nowMs: number;
}

function mayMove(rule: LifecycleRule, sizeBytes: number, storageClass: string, { minimumSize }: LifeOptions): boolean {
  if (minimumSize === null || sizeBytes >= minimumMoveBytes) return true;
  const { sizeGreaterThanBytes, sizeLessThanBytes } = rule.filter;
  if (sizeGreaterThanBytes !== null || sizeLessThanBytes !== null) return true;
  return minimumSize === 'varies_by_storage_class' && ['GLACIER', 'DEEP_ARCHIVE'].includes(storageClass);
}

interface Steps {
  current: LifeStep[];
  noncurrent: LifeStep[];
  uploads: LifeStep[];
}

/** What one rule wants to do, as if it were alone. */
function toSteps(rule: LifecycleRule, index: number, { sizeBytes }: RuleSubject, options: LifeOptions): Steps {
  const { expiration, noncurrentExpiration: versions, abortUploads } = rule;
  const make = (day: number | null, storageClass: string | null, sparesVersions: number | null = null): LifeStep[] =>
    day === null ? [] : [{ day, storageClass, rule: index, sparesVersions }];
  const isMoving = ({ storageClass }: { storageClass: string }) => mayMove(rule, sizeBytes, storageClass, options);
  const isEnding = expiration !== null && expiration.kind !== 'marker';
  return {
    current: [
      ...(isEnding ? make(toDay(expiration, options.nowMs), null) : []),
      ...rule.transitions.filter(isMoving).flatMap((move) => make(toDay(move, options.nowMs), move.storageClass)),
    ],
    noncurrent: [
      ...(versions ? make(versions.days, null, versions.newerVersions) : []),
      ...rule.noncurrentTransitions
        .filter(isMoving)
        .flatMap(({ days, storageClass, newerVersions }) => make(days, storageClass, newerVersions)),
    ],
    uploads: abortUploads ? make(abortUploads.afterDays, null) : [],
  };
}

/** The life of an object under all enabled rules that match it. */
export function getLife(rules: readonly LifecycleRule[], subject: RuleSubject, options: LifeOptions): ObjectLife {
  const matching = rules.flatMap((rule, index) =>
    rule.isEnabled && isMatch(rule.filter, subject) ? [{ rule, index }] : [],
  );
  const steps = matching.map(({ rule, index }) => toSteps(rule, index, subject, options));
  const [upload = null] = steps.flatMap(({ uploads }) => uploads).toSorted(compareSteps);
  return {
    current: settle(steps.flatMap(({ current }) => current)),
    noncurrent: settle(steps.flatMap(({ noncurrent }) => noncurrent)),
    upload,
    rules: matching.map(({ index }) => index),
  };
}

/** An object that a rule matches, made to look at. */
export function makeSubject({ filter }: LifecycleRule): RuleSubject {
  const { prefix, tags, sizeGreaterThanBytes: from, sizeLessThanBytes: to } = filter;
  const usual = 1024 * 1024;
  const sizeBytes = Math.min(Math.max(usual, (from ?? 0) + 1), to === null ? Number.POSITIVE_INFINITY : to - 1);
  return { key: `${prefix ?? ''}example`, sizeBytes: Math.max(0, sizeBytes), tags };
}
