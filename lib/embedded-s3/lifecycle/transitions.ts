import type { LifecycleConfiguration, LifecycleRule, TransitionClass } from '../settings/lifecycle.ts';
import { haveDaysPassed, isDue, passesFilter, type Filtered, type Moment } from './due.ts';

/** Objects only ever move down; S3 User Guide, "Supported transitions". */
const classes = [
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const satisfies readonly ('STANDARD' | TransitionClass)[];

/** Same page, "Constraints": below this size objects stay where they are, unless a filter says otherwise. */
const minimumBytes = 128 * 1024;

function isLargeEnough(
  configuration: LifecycleConfiguration,
  rule: LifecycleRule,
  sizeBytes: number,
  to: string,
): boolean {
  const { sizeGreaterThanBytes, sizeLessThanBytes } = rule.filter;
  if (sizeBytes >= minimumBytes || sizeGreaterThanBytes !== null || sizeLessThanBytes !== null) return true;
  const isArchive = to === 'GLACIER' || to === 'DEEP_ARCHIVE';
  return configuration.transitionMinimumSize === 'varies_by_storage_class' && isArchive;
}

export interface Transitioned extends Filtered {
  storageClass: string;
  modified: number;
  /** Since when it has not been the newest and how many noncurrent versions are newer; `null` for the newest. */
  noncurrent: { since: number; newerVersions: number } | null;
}

/** The coldest class that a version is due to move to; `null` when it stays. */
export function dueTransition(
  configuration: LifecycleConfiguration,
  version: Transitioned,
  moment: Moment,
): TransitionClass | null {
  const { noncurrent } = version;
  const due = configuration.rules
    .filter((rule) => rule.isEnabled && passesFilter(rule.filter, version))
    .flatMap((rule) => {
      const moves = noncurrent
        ? rule.noncurrentTransitions
            .filter((move) => noncurrent.newerVersions >= (move.newerNoncurrentVersions ?? 0))
            .filter((move) => haveDaysPassed(noncurrent.since, move.noncurrentDays, moment))
        : rule.transitions.filter((move) => isDue(version.modified, move, moment));
      return moves
        .map((move) => move.storageClass)
        .filter((to) => isLargeEnough(configuration, rule, version.sizeBytes, to));
    });
  const rank = (name: string) => classes.findIndex((candidate) => candidate === name);
  const coldest = due.reduce<TransitionClass | null>((best, to) => (best && rank(best) >= rank(to) ? best : to), null);
  return coldest && rank(coldest) > rank(version.storageClass) ? coldest : null;
}
