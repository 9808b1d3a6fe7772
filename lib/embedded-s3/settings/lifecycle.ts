import { S3Error, invalidArgument } from '../errors.ts';
import type { Tag } from '../store/buckets.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { parseFilterTag, tagElements } from './filter-tags.ts';
import { generatedId } from './generated-id.ts';
import { requireRuleLimits, requireRulesLimits } from './lifecycle-limits.ts';

const transitionClasses = [
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;
export type TransitionClass = (typeof transitionClasses)[number];

/** What a rule applies to: all that is not `null` must hold, and every tag. */
export interface LifecycleFilter {
  prefix: string | null;
  tags: Tag[];
  sizeGreaterThanBytes: number | null;
  sizeLessThanBytes: number | null;
}

/** Either `days` or `date` is set. Dates are milliseconds since 1970, at midnight UTC. */
export interface LifecycleTransition {
  days: number | null;
  date: number | null;
  storageClass: TransitionClass;
}

export interface NoncurrentTransition {
  noncurrentDays: number;
  newerNoncurrentVersions: number | null;
  storageClass: TransitionClass;
}

/** One rule; PutBucketLifecycleConfiguration in the S3 API Reference. */
export interface LifecycleRule {
  id: string;
  isEnabled: boolean;
  /** Whether it was written with Filter; the older form has Prefix alone. */
  hasFilter: boolean;
  filter: LifecycleFilter;
  /** One of the three is set. */
  expiration: { days: number | null; date: number | null; expiredObjectDeleteMarker: boolean | null } | null;
  transitions: LifecycleTransition[];
  noncurrentExpiration: { noncurrentDays: number; newerNoncurrentVersions: number | null } | null;
  noncurrentTransitions: NoncurrentTransition[];
  abortUploadsAfterDays: number | null;
}

const minimumSizes = ['all_storage_classes_128K', 'varies_by_storage_class'] as const;

export interface LifecycleConfiguration {
  rules: LifecycleRule[];
  /** From which size transitions apply unless a filter says otherwise. */
  transitionMinimumSize: (typeof minimumSizes)[number];
}

/** The x-amz-transition-default-minimum-object-size header. */
export function parseMinimumSize(value: string | undefined): LifecycleConfiguration['transitionMinimumSize'] {
  if (value === undefined) return 'all_storage_classes_128K';
  const known = minimumSizes.find((candidate) => candidate === value);
  if (known) return known;
  throw new S3Error('InvalidRequest', { message: `Invalid TransitionDefaultMinimumObjectSize found: ${value}` });
}

const dayMs = 24 * 60 * 60 * 1000;

function parseDate(element: ElementReader): number | null {
  const text = element.text('Date')?.trim();
  if (text === undefined) return null;
  const isShaped = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const time = isShaped ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new S3Error('MalformedXML');
  if (time % dayMs !== 0) throw invalidArgument('Date', text, "'Date' must be at midnight GMT");
  return time;
}

function parsePredicates(element: ElementReader): LifecycleFilter {
  return {
    prefix: element.text('Prefix'),
    tags: element.list('Tag', parseFilterTag),
    sizeGreaterThanBytes: element.integer('ObjectSizeGreaterThan', Number.MAX_SAFE_INTEGER),
    sizeLessThanBytes: element.integer('ObjectSizeLessThan', Number.MAX_SAFE_INTEGER),
  };
}

function countPredicates({ prefix, tags, sizeGreaterThanBytes, sizeLessThanBytes }: LifecycleFilter): number {
  const single = [prefix, sizeGreaterThanBytes, sizeLessThanBytes].filter((value) => value !== null);
  return single.length + tags.length;
}

/** One predicate stands alone, several within And. */
function parseFilter(element: ElementReader): LifecycleFilter {
  const alone = parsePredicates(element);
  const together = element.optional('And', parsePredicates);
  if (!together) {
    if (countPredicates(alone) > 1) throw new S3Error('MalformedXML');
    return alone;
  }
  if (countPredicates(alone) > 0 || countPredicates(together) < 2) throw new S3Error('MalformedXML');
  return together;
}

function parseExpiration(element: ElementReader): LifecycleRule['expiration'] {
  const expiration = {
    days: element.integer('Days'),
    date: parseDate(element),
    expiredObjectDeleteMarker: element.flag('ExpiredObjectDeleteMarker'),
  };
  if (Object.values(expiration).filter((value) => value !== null).length !== 1) throw new S3Error('MalformedXML');
  return expiration;
}

function parseTransition(element: ElementReader): LifecycleTransition {
  const transition = {
    days: element.integer('Days'),
    date: parseDate(element),
    storageClass: element.requiredChoice('StorageClass', transitionClasses),
  };
  if ((transition.days === null) === (transition.date === null)) throw new S3Error('MalformedXML');
  return transition;
}

function parseNoncurrent(element: ElementReader): { noncurrentDays: number; newerNoncurrentVersions: number | null } {
  return {
    noncurrentDays: element.requiredInteger('NoncurrentDays'),
    newerNoncurrentVersions: element.integer('NewerNoncurrentVersions'),
  };
}

function parseRule(element: ElementReader): LifecycleRule {
  const id = element.text('ID') ?? '';
  const prefix = element.text('Prefix');
  const filter = element.optional('Filter', parseFilter);
  if ((prefix === null) === (filter === null)) throw new S3Error('MalformedXML');
  const rule: LifecycleRule = {
    id: id === '' ? generatedId() : id,
    isEnabled: element.requiredChoice('Status', ['Enabled', 'Disabled']) === 'Enabled',
    hasFilter: filter !== null,
    filter: filter ?? { prefix, tags: [], sizeGreaterThanBytes: null, sizeLessThanBytes: null },
    expiration: element.optional('Expiration', parseExpiration),
    transitions: element.list('Transition', parseTransition),
    noncurrentExpiration: element.optional('NoncurrentVersionExpiration', parseNoncurrent),
    noncurrentTransitions: element.list('NoncurrentVersionTransition', (transition) => ({
      ...parseNoncurrent(transition),
      storageClass: transition.requiredChoice('StorageClass', transitionClasses),
    })),
    abortUploadsAfterDays: element.optional('AbortIncompleteMultipartUpload', (abort) =>
      abort.requiredInteger('DaysAfterInitiation'),
    ),
  };
  element.finish();
  requireRuleLimits(rule);
  return rule;
}

export function parseLifecycle(source: string): LifecycleRule[] {
  const rules = readDocument(source, 'LifecycleConfiguration', (root) => root.list('Rule', parseRule));
  if (rules.length === 0) throw new S3Error('MalformedXML');
  requireRulesLimits(rules);
  return rules;
}

const optionalDate = (time: number | null) => (time === null ? undefined : new Date(time).toISOString());

function filterElement(filter: LifecycleFilter): XmlElements {
  const predicates = {
    ObjectSizeGreaterThan: filter.sizeGreaterThanBytes ?? undefined,
    ObjectSizeLessThan: filter.sizeLessThanBytes ?? undefined,
    Prefix: filter.prefix ?? undefined,
    Tag: tagElements(filter.tags),
  };
  return countPredicates(filter) > 1 ? { And: predicates } : predicates;
}

function ruleElement(rule: LifecycleRule): XmlElements {
  const { expiration, noncurrentExpiration, abortUploadsAfterDays } = rule;
  return {
    ID: rule.id,
    ...(rule.hasFilter ? { Filter: filterElement(rule.filter) } : { Prefix: rule.filter.prefix ?? '' }),
    Status: rule.isEnabled ? 'Enabled' : 'Disabled',
    Transition: rule.transitions.map(({ days, date, storageClass }) => ({
      Days: days ?? undefined,
      Date: optionalDate(date),
      StorageClass: storageClass,
    })),
    Expiration: expiration
      ? {
          Days: expiration.days ?? undefined,
          Date: optionalDate(expiration.date),
          ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker ?? undefined,
        }
      : undefined,
    NoncurrentVersionTransition: rule.noncurrentTransitions.map((transition) => ({
      NoncurrentDays: transition.noncurrentDays,
      NewerNoncurrentVersions: transition.newerNoncurrentVersions ?? undefined,
      StorageClass: transition.storageClass,
    })),
    NoncurrentVersionExpiration: noncurrentExpiration
      ? {
          NoncurrentDays: noncurrentExpiration.noncurrentDays,
          NewerNoncurrentVersions: noncurrentExpiration.newerNoncurrentVersions ?? undefined,
        }
      : undefined,
    AbortIncompleteMultipartUpload:
      abortUploadsAfterDays === null ? undefined : { DaysAfterInitiation: abortUploadsAfterDays },
  };
}

export function lifecycleDocument({ rules }: LifecycleConfiguration): string {
  return writeXml('LifecycleConfiguration', { Rule: rules.map(ruleElement) });
}
