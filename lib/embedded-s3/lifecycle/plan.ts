import type { LifecycleConfiguration, LifecycleRule, TransitionClass } from '../settings/lifecycle.ts';
import type { Tag } from '../store/buckets.ts';
import { dueBy, haveDaysPassed, isDue, passesFilter, type Filtered, type Moment } from './due.ts';
import { dueTransition } from './transitions.ts';

/** A version as lifecycle rules see it. */
export interface AgingVersion {
  versionId: string;
  isMarker: boolean;
  /** Milliseconds since 1970. */
  modified: number;
  sizeBytes: number;
  storageClass: string;
  tags: readonly Tag[];
  /** Whether object lock holds it. */
  isLocked: boolean;
}

/** What becomes of a version. `expire` puts a delete marker on the key, or removes the object where nothing is versioned. */
export type LifecycleAction =
  | { kind: 'expire' }
  | { kind: 'remove'; versionId: string }
  | { kind: 'transition'; versionId: string; storageClass: TransitionClass };

function enabledRules(configuration: LifecycleConfiguration, object: Filtered): LifecycleRule[] {
  return configuration.rules.filter((rule) => rule.isEnabled && passesFilter(rule.filter, object));
}

/** When and by which rule a current version expires; `null` when none says so. */
function expirationOf(
  configuration: LifecycleConfiguration,
  object: Filtered & { modified: number },
): { time: number; ruleId: string } | null {
  let first: { time: number; ruleId: string } | null = null;
  for (const { id, expiration } of enabledRules(configuration, object)) {
    if (!expiration || (expiration.days === null && expiration.date === null)) continue;
    const time = dueBy(object.modified, expiration);
    if (!first || time < first.time) first = { time, ruleId: id };
  }
  return first;
}

function isExpired(
  configuration: LifecycleConfiguration,
  object: Filtered & { modified: number },
  moment: Moment,
): boolean {
  return enabledRules(configuration, object).some(({ expiration }) => {
    return expiration !== null && isDue(object.modified, expiration, moment);
  });
}

/** A delete marker with nothing under it goes when a rule says so, or when it is as old as objects may become. */
function isMarkerDue(
  configuration: LifecycleConfiguration,
  key: string,
  marker: AgingVersion,
  moment: Moment,
): boolean {
  const object = { key, sizeBytes: 0, tags: [], modified: marker.modified };
  const isAsked = enabledRules(configuration, object).some(({ expiration }) => expiration?.expiredObjectDeleteMarker);
  return isAsked || isExpired(configuration, object, moment);
}

function isNoncurrentDue(
  configuration: LifecycleConfiguration,
  object: Filtered,
  noncurrent: { since: number; newerVersions: number },
  moment: Moment,
): boolean {
  return enabledRules(configuration, object).some(({ noncurrentExpiration: expiration }) => {
    if (!expiration || noncurrent.newerVersions < (expiration.newerNoncurrentVersions ?? 0)) return false;
    return haveDaysPassed(noncurrent.since, expiration.noncurrentDays, moment);
  });
}

function transitionOf(
  configuration: LifecycleConfiguration,
  object: Filtered,
  version: AgingVersion,
  noncurrent: { since: number; newerVersions: number } | null,
  moment: Moment,
): LifecycleAction[] {
  if (version.isMarker) return [];
  const { storageClass, modified, versionId } = version;
  const to = dueTransition(configuration, { ...object, storageClass, modified, noncurrent }, moment);
  return to ? [{ kind: 'transition', versionId, storageClass: to }] : [];
}

/**
 * What is due for the versions of one key, newest first. A version that goes for good is not moved before; one that is
 * hidden by a delete marker is. S3 User Guide, "Managing the lifecycle of objects".
 */
export function planKey(
  configuration: LifecycleConfiguration,
  key: string,
  versions: readonly AgingVersion[],
  context: Moment & { isVersioned: boolean },
): LifecycleAction[] {
  const { isVersioned } = context;
  const actions: LifecycleAction[] = [];
  versions.forEach((version, index) => {
    const object = { key, sizeBytes: version.sizeBytes, tags: version.tags };
    const successor = versions[index - 1];
    if (successor) {
      const noncurrent = { since: successor.modified, newerVersions: index - 1 };
      if (!version.isLocked && isNoncurrentDue(configuration, object, noncurrent, context)) {
        actions.push({ kind: 'remove', versionId: version.versionId });
      } else actions.push(...transitionOf(configuration, object, version, noncurrent, context));
      return;
    }
    if (version.isMarker) {
      const isAlone = versions.length === 1;
      if (isAlone && isMarkerDue(configuration, key, version, context)) {
        actions.push({ kind: 'remove', versionId: version.versionId });
      }
      return;
    }
    const isGone = isExpired(configuration, { ...object, modified: version.modified }, context);
    if (!isGone || isVersioned) actions.push(...transitionOf(configuration, object, version, null, context));
    if (isGone) actions.push({ kind: 'expire' });
  });
  return actions;
}

/** Whether an upload that nobody finished is to be ended. */
export function isUploadDue(
  configuration: LifecycleConfiguration,
  upload: { key: string; initiated: number },
  moment: Moment,
): boolean {
  return configuration.rules.some(({ isEnabled, filter, abortUploadsAfterDays: days }) => {
    if (!isEnabled || days === null || !upload.key.startsWith(filter.prefix ?? '')) return false;
    return haveDaysPassed(upload.initiated, days, moment);
  });
}

/** The x-amz-expiration header of a current version; GetObject in the S3 API Reference. */
export function expirationHeader(
  configuration: LifecycleConfiguration | null,
  object: Filtered & { modified: number },
): Record<string, string> {
  const expiration = configuration && expirationOf(configuration, object);
  if (!expiration) return {};
  const date = new Date(expiration.time).toUTCString();
  return { 'x-amz-expiration': `expiry-date="${date}", rule-id="${encodeURIComponent(expiration.ruleId)}"` };
}
