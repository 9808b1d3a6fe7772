import type {
  BucketLifecycleConfiguration,
  LifecycleExpiration as WireExpiration,
  LifecycleRule as WireRule,
  LifecycleRuleFilter as WireFilter,
  Tag,
  TransitionDefaultMinimumObjectSize,
  TransitionStorageClass,
} from '@aws-sdk/client-s3';
import type { LifecycleDue, LifecycleFilter, LifecycleRule, LifecycleTag } from '@/lib/lifecycle/rules';
import type { Lifecycle } from './schema';

/** The rules, and what travels beside them in the header x-amz-transition-default-minimum-object-size. */
export interface WireLifecycle extends BucketLifecycleConfiguration {
  TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize;
}

/** The older form of a filter; the SDK calls it deprecated, servers still have it. */
interface PrefixRule {
  Prefix?: string | undefined;
}

const fromTag = ({ Key, Value }: Tag): LifecycleTag => ({ key: Key ?? '', value: Value ?? '' });
const toTag = ({ key, value }: LifecycleTag): Tag => ({ Key: key, Value: value });

/** A day where it is one, as S3 has it; the whole moment where a server keeps another. */
function fromDate(date: Date | string): string {
  const time = new Date(date);
  // What is no date stays as it was typed, to be put right.
  if (Number.isNaN(time.getTime())) return String(date);
  const text = time.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

function fromDue({ Days, Date: date }: { Days?: number | undefined; Date?: Date | undefined }): LifecycleDue {
  // JSON of a day that is still being typed has null.
  return { kind: date == null ? 'days' : 'date', days: Days ?? null, date: date == null ? null : fromDate(date) };
}

function toDue({ days, date }: Pick<LifecycleDue, 'days' | 'date'>): { Days?: number; Date?: Date } {
  return { ...(days !== null && { Days: days }), ...(date !== null && { Date: new Date(date) }) };
}

function fromExpiration(expiration: WireExpiration): LifecycleRule['expiration'] {
  const { ExpiredObjectDeleteMarker: marker } = expiration;
  const due = fromDue(expiration);
  const isMarker = marker != null && due.days === null && due.date === null;
  return { ...due, kind: isMarker ? 'marker' : due.kind, removesExpiredMarkers: marker ?? null };
}

function fromFilter(filter: WireFilter): LifecycleFilter {
  // Some servers put several things side by side where S3 has And.
  const { Prefix, ObjectSizeGreaterThan, ObjectSizeLessThan, Tag: tag, And } = filter;
  return {
    form: 'filter',
    prefix: And?.Prefix ?? Prefix ?? null,
    tags: [...(tag ? [tag] : []), ...(And?.Tags ?? [])].map(fromTag),
    sizeGreaterThanBytes: And?.ObjectSizeGreaterThan ?? ObjectSizeGreaterThan ?? null,
    sizeLessThanBytes: And?.ObjectSizeLessThan ?? ObjectSizeLessThan ?? null,
  };
}

/** One condition stands alone, several within And. */
function toFilter({ prefix, tags, sizeGreaterThanBytes, sizeLessThanBytes }: LifecycleFilter): WireFilter {
  const single = {
    ...(prefix !== null && { Prefix: prefix }),
    ...(sizeGreaterThanBytes !== null && { ObjectSizeGreaterThan: sizeGreaterThanBytes }),
    ...(sizeLessThanBytes !== null && { ObjectSizeLessThan: sizeLessThanBytes }),
  };
  const [tag] = tags;
  if (Object.keys(single).length + tags.length > 1) {
    return { And: { ...single, ...(tag && { Tags: tags.map(toTag) }) } };
  }
  return tag ? { Tag: toTag(tag) } : single;
}

function fromRule(rule: WireRule): LifecycleRule {
  const { Prefix: oldPrefix } = rule as PrefixRule;
  const { Expiration, NoncurrentVersionExpiration: noncurrent, AbortIncompleteMultipartUpload: abort } = rule;
  return {
    id: rule.ID ?? null,
    isEnabled: rule.Status === 'Enabled',
    filter:
      oldPrefix == null ? fromFilter(rule.Filter ?? {}) : { ...fromFilter({}), form: 'prefix', prefix: oldPrefix },
    expiration: Expiration ? fromExpiration(Expiration) : null,
    transitions: (rule.Transitions ?? []).map((transition) => ({
      ...fromDue(transition),
      storageClass: transition.StorageClass ?? '',
    })),
    noncurrentExpiration: noncurrent
      ? { days: noncurrent.NoncurrentDays ?? null, newerVersions: noncurrent.NewerNoncurrentVersions ?? null }
      : null,
    noncurrentTransitions: (rule.NoncurrentVersionTransitions ?? []).map((transition) => ({
      days: transition.NoncurrentDays ?? null,
      newerVersions: transition.NewerNoncurrentVersions ?? null,
      storageClass: transition.StorageClass ?? '',
    })),
    abortUploads: abort ? { afterDays: abort.DaysAfterInitiation ?? null } : null,
  };
}

function toNoncurrent({ days, newerVersions }: { days: number | null; newerVersions: number | null }) {
  return {
    ...(days !== null && { NoncurrentDays: days }),
    ...(newerVersions !== null && { NewerNoncurrentVersions: newerVersions }),
  };
}

function toRule(rule: LifecycleRule): WireRule {
  const { filter, expiration, transitions, noncurrentExpiration, noncurrentTransitions, abortUploads } = rule;
  const old: PrefixRule = { Prefix: filter.prefix ?? '' };
  return {
    ...(rule.id !== null && { ID: rule.id }),
    Status: rule.isEnabled ? 'Enabled' : 'Disabled',
    ...(filter.form === 'prefix' ? old : { Filter: toFilter(filter) }),
    ...(expiration && {
      Expiration: {
        ...toDue(expiration),
        ...(expiration.removesExpiredMarkers !== null && {
          ExpiredObjectDeleteMarker: expiration.removesExpiredMarkers,
        }),
      },
    }),
    ...(transitions.length > 0 && {
      Transitions: transitions.map((transition) => ({
        ...toDue(transition),
        // Servers of other makers have classes of their own.
        StorageClass: transition.storageClass as TransitionStorageClass,
      })),
    }),
    ...(noncurrentExpiration && { NoncurrentVersionExpiration: toNoncurrent(noncurrentExpiration) }),
    ...(noncurrentTransitions.length > 0 && {
      NoncurrentVersionTransitions: noncurrentTransitions.map((transition) => ({
        ...toNoncurrent(transition),
        StorageClass: transition.storageClass as TransitionStorageClass,
      })),
    }),
    ...(abortUploads && {
      AbortIncompleteMultipartUpload:
        abortUploads.afterDays === null ? {} : { DaysAfterInitiation: abortUploads.afterDays },
    }),
  };
}

export function fromWire({ Rules = [], TransitionDefaultMinimumObjectSize: size }: WireLifecycle): Lifecycle {
  return { rules: Rules.map(fromRule), transitionMinimumSize: size ?? null };
}

export function toWire({ rules, transitionMinimumSize }: Lifecycle): WireLifecycle {
  return {
    Rules: rules.map(toRule),
    ...(transitionMinimumSize !== null && { TransitionDefaultMinimumObjectSize: transitionMinimumSize }),
  };
}
