import { S3Error } from '../errors.ts';
import { requireDistinctTags } from './filter-tags.ts';
import type { LifecycleFilter, LifecycleRule, LifecycleTransition, TransitionClass } from './lifecycle.ts';

/** PutBucketLifecycleConfiguration in the S3 API Reference: 1,000 rules, ids of 255 characters. */
const maxRules = 1000;
const maxIdLength = 255;
/** Same page, NewerNoncurrentVersions. */
const maxNewerVersions = 100;
/** S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle": days before, and in, the infrequent-access classes. */
const infrequentAccessDays = 30;
const infrequentAccess: readonly TransitionClass[] = ['STANDARD_IA', 'ONEZONE_IA'];

/** The order in which one rule may move objects: same page, "Supported transitions". */
const coldness: Record<TransitionClass, number> = {
  STANDARD_IA: 1,
  INTELLIGENT_TIERING: 2,
  ONEZONE_IA: 3,
  GLACIER_IR: 4,
  GLACIER: 5,
  DEEP_ARCHIVE: 6,
};

function invalidArgument(message: string): S3Error {
  return new S3Error('InvalidArgument', { message });
}

function invalidRequest(message: string): S3Error {
  return new S3Error('InvalidRequest', { message });
}

/** How S3 names a rule in its refusals. */
function describe({ prefix }: LifecycleFilter): string {
  return `filter '(prefix=${prefix ?? ''})'`;
}

function requirePositive(days: number | null | undefined, name: string, action: string): void {
  if (days == null || days >= 1) return;
  throw invalidArgument(`'${name}' for ${action} action must be a positive integer`);
}

function requireFilterLimits({ filter, expiration, abortUploadsAfterDays }: LifecycleRule): void {
  const { tags, sizeGreaterThanBytes: from, sizeLessThanBytes: to } = filter;
  requireDistinctTags(tags);
  if ((from ?? 0) < 0) throw invalidArgument("'ObjectSizeGreaterThan' must be nonnegative");
  if ((to ?? 1) < 1) throw invalidArgument("'ObjectSizeLessThan' must be a positive integer");
  if (from !== null && to !== null && to <= from) {
    throw invalidRequest("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
  }
  const only = [
    ['AbortIncompleteMultipartUpload', abortUploadsAfterDays !== null],
    ['ExpiredObjectDeleteMarker', expiration?.expiredObjectDeleteMarker === true],
  ] as const;
  for (const [action, isAsked] of only) {
    if (!isAsked) continue;
    if (tags.length > 0) throw invalidRequest(`${action} cannot be specified with Tags.`);
    if (from !== null || to !== null) throw invalidRequest(`${action} cannot be specified with Object Size.`);
  }
}

/** Transitions of one kind: each class once, each later than the warmer ones, and time enough in infrequent access. */
function requireOrder(
  steps: readonly { storageClass: TransitionClass; after: number }[],
  action: string,
  where: string,
): void {
  for (const [index, step] of steps.entries()) {
    for (const other of steps.slice(index + 1)) {
      if (step.storageClass === other.storageClass) {
        throw invalidRequest(`'StorageClass' must be different for '${action}' actions in same 'Rule' with ${where}`);
      }
      const [warm, cold] = coldness[step.storageClass] < coldness[other.storageClass] ? [step, other] : [other, step];
      const apart = infrequentAccess.includes(warm.storageClass) ? infrequentAccessDays : 1;
      if (cold.after - warm.after < apart) {
        throw invalidArgument(
          `'Days' in the '${action}' action for StorageClass '${cold.storageClass}' for ${where} must be ${apart} days ` +
            `more than ${where} in the '${action}' action for StorageClass '${warm.storageClass}'`,
        );
      }
    }
  }
}

function requireClassMinimum(days: number, name: string, action: string, storageClass: TransitionClass): void {
  if (days < 0) throw invalidArgument(`'${name}' in ${action} action must be nonnegative`);
  if (infrequentAccess.includes(storageClass) && days < infrequentAccessDays) {
    throw invalidArgument(
      `'${name}' in ${action} action must be greater than or equal to ${infrequentAccessDays} for storageClass '${storageClass}'`,
    );
  }
}

const dayMs = 24 * 60 * 60 * 1000;
const dayOf = ({ days, date }: { days: number | null; date: number | null }) => days ?? (date ?? 0) / dayMs;

function requireTransitionLimits(transitions: readonly LifecycleTransition[], rule: LifecycleRule): void {
  const { expiration } = rule;
  const where = describe(rule.filter);
  for (const { days, storageClass } of transitions) {
    if (days !== null) requireClassMinimum(days, 'Days', 'Transition', storageClass);
  }
  if (new Set(transitions.map(({ days }) => days === null)).size > 1) {
    throw invalidRequest(`Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for ${where}`);
  }
  requireOrder(
    transitions.map((transition) => ({ storageClass: transition.storageClass, after: dayOf(transition) })),
    'Transition',
    where,
  );
  const [first] = transitions;
  if (!first || !expiration || expiration.expiredObjectDeleteMarker !== null) return;
  if ((first.days === null) !== (expiration.days === null)) {
    throw invalidRequest(
      `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for ${where}`,
    );
  }
  if (transitions.some((transition) => dayOf(transition) >= dayOf(expiration))) {
    const unit = first.days === null ? 'Date' : 'Days';
    throw invalidArgument(
      `'${unit}' in the Expiration action for ${where} must be greater than '${unit}' in the Transition action`,
    );
  }
}

function requireNewerVersions(count: number | null, action: string, { hasFilter }: LifecycleRule): void {
  if (count === null) return;
  if (count < 1 || count > maxNewerVersions) {
    throw invalidArgument(
      `'NewerNoncurrentVersions' for ${action} action must be a positive integer not greater than ${maxNewerVersions}`,
    );
  }
  if (!hasFilter) {
    throw invalidRequest(`'NewerNoncurrentVersions' for ${action} action cannot be used without a Filter element.`);
  }
}

function requireNoncurrentLimits(rule: LifecycleRule): void {
  const { noncurrentExpiration: expiration, noncurrentTransitions: transitions } = rule;
  const where = describe(rule.filter);
  requirePositive(expiration?.noncurrentDays, 'NoncurrentDays', 'NoncurrentVersionExpiration');
  requireNewerVersions(expiration?.newerNoncurrentVersions ?? null, 'NoncurrentVersionExpiration', rule);
  for (const { noncurrentDays, newerNoncurrentVersions, storageClass } of transitions) {
    requireClassMinimum(noncurrentDays, 'NoncurrentDays', 'NoncurrentVersionTransition', storageClass);
    requireNewerVersions(newerNoncurrentVersions, 'NoncurrentVersionTransition', rule);
  }
  const steps = transitions.map(({ storageClass, noncurrentDays }) => ({ storageClass, after: noncurrentDays }));
  requireOrder(steps, 'NoncurrentVersionTransition', where);
  if (expiration && transitions.some(({ noncurrentDays }) => noncurrentDays >= expiration.noncurrentDays)) {
    throw invalidArgument(
      `'NoncurrentDays' in the NoncurrentVersionExpiration action for ${where} must be greater than 'NoncurrentDays' ` +
        'in the NoncurrentVersionTransition action',
    );
  }
}

/** Throws what S3 refuses a well-formed rule with. */
export function requireRuleLimits(rule: LifecycleRule): void {
  if (rule.id.length > maxIdLength) {
    throw invalidArgument(`ID length should not exceed allowed limit of ${maxIdLength}`);
  }
  const hasAction =
    rule.expiration !== null ||
    rule.transitions.length > 0 ||
    rule.noncurrentExpiration !== null ||
    rule.noncurrentTransitions.length > 0 ||
    rule.abortUploadsAfterDays !== null;
  if (!hasAction) throw invalidRequest('At least one action needs to be specified in a rule');
  requirePositive(rule.expiration?.days, 'Days', 'Expiration');
  requirePositive(rule.abortUploadsAfterDays, 'DaysAfterInitiation', 'AbortIncompleteMultipartUpload');
  requireFilterLimits(rule);
  requireTransitionLimits(rule.transitions, rule);
  requireNoncurrentLimits(rule);
}

/** Throws when there are too many rules, or two of one id. */
export function requireRulesLimits(rules: readonly LifecycleRule[]): void {
  if (rules.length > maxRules) throw new S3Error('MalformedXML');
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule');
  }
}
