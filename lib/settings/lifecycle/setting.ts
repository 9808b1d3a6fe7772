import { formatQuantity } from '@/lib/format/numbers';
import { expireAfter, isSameRules, plainRule, wholeBucket, type LifecycleRule } from '@/lib/lifecycle/rules';
import { defineSetting } from '../define';
import { quote } from '../words';
import { lifecycleSchema, type Lifecycle } from './schema';
import { fromWire, toWire } from './wire';

const under = (prefix: string): LifecycleRule['filter'] => ({ ...wholeBucket, prefix });

const withRules = (...rules: Partial<LifecycleRule>[]): Lifecycle => ({
  rules: rules.map((rule) => ({ ...plainRule, ...rule })),
  transitionMinimumSize: null,
});

const removeMarkers: Partial<LifecycleRule> = {
  expiration: { kind: 'marker', days: null, date: null, removesExpiredMarkers: true },
};

export const lifecycle = defineSetting({
  id: 'lifecycle',
  title: 'Lifecycle',
  help: 'What happens to objects, old versions and unfinished uploads by themselves as time passes.',
  group: 'Storage',
  capability: 'bucket-lifecycle',
  permissions: {
    read: 's3:GetLifecycleConfiguration',
    write: 's3:PutLifecycleConfiguration',
    remove: 's3:PutLifecycleConfiguration',
  },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html',
  api: {
    operation: 'PutBucketLifecycleConfiguration',
    parameter: 'LifecycleConfiguration',
    apart: ['TransitionDefaultMinimumObjectSize'],
    removal: 'DeleteBucketLifecycle',
  },
  terraform: { type: 'aws_s3_bucket_lifecycle_configuration' },
  mc: {
    write: (value, target) => {
      const { Rules } = toWire(value);
      return `printf %s ${quote(JSON.stringify({ Rules }))} | mc ilm rule import ${target}`;
    },
    remove: (target) => `mc ilm rule remove --all --force ${target}`,
  },
  schema: lifecycleSchema,
  empty: { rules: [], transitionMinimumSize: null },
  examples: [
    {
      title: 'logs deleted after a month',
      value: withRules({ id: 'logs', filter: under('logs/'), expiration: expireAfter(30) }),
    },
    {
      title: 'rules without names',
      value: withRules({ filter: under('a/'), expiration: expireAfter(1) }, { abortUploads: { afterDays: 7 } }),
    },
    {
      title: 'a day and a disabled rule',
      value: withRules(
        {
          id: 'end',
          filter: under('project/'),
          expiration: { kind: 'date', days: null, date: '2031-01-31', removesExpiredMarkers: null },
        },
        { id: 'off', isEnabled: false, filter: under('off/'), expiration: expireAfter(9) },
      ),
    },
    {
      title: 'a rule in the older form',
      value: withRules({ id: 'old', filter: { ...under('old/'), form: 'prefix' }, expiration: expireAfter(365) }),
    },
    {
      title: 'versions, delete markers and uploads cleaned up',
      value: withRules({
        id: 'clean',
        filter: under('docs/'),
        ...removeMarkers,
        noncurrentExpiration: { days: 90, newerVersions: null },
        abortUploads: { afterDays: 3 },
      }),
    },
    {
      title: 'a rule for tags and a prefix',
      value: withRules({
        id: 'tagged',
        filter: {
          ...under('größe & <5/'),
          tags: [
            { key: 'class', value: 'scratch' },
            { key: 'empty', value: '' },
          ],
        },
        expiration: expireAfter(14),
      }),
    },
    {
      title: 'a rule for sizes',
      value: withRules({
        id: 'sizes',
        filter: { ...wholeBucket, sizeGreaterThanBytes: 1_048_576, sizeLessThanBytes: 1_073_741_824 },
        expiration: expireAfter(60),
      }),
    },
    {
      title: 'versions kept by count',
      value: withRules({ id: 'count', noncurrentExpiration: { days: 30, newerVersions: 5 } }),
    },
    {
      title: 'steps through storage classes',
      value: {
        ...withRules({
          id: 'archive',
          filter: under('archive/'),
          transitions: [
            { kind: 'days', days: 30, date: null, storageClass: 'STANDARD_IA' },
            { kind: 'days', days: 90, date: null, storageClass: 'GLACIER' },
          ],
          expiration: expireAfter(3650),
          noncurrentTransitions: [{ days: 30, newerVersions: 2, storageClass: 'GLACIER' }],
          noncurrentExpiration: { days: 400, newerVersions: 2 },
        }),
        transitionMinimumSize: 'varies_by_storage_class',
      },
    },
  ],
  templates: [
    {
      title: 'Delete after 30 days',
      description: 'Every object goes a month after it was made.',
      toValue: () => withRules({ id: 'delete-after-30-days', expiration: expireAfter(30) }),
    },
    {
      title: 'Archive',
      description: 'Infrequent access after 30 days, Glacier after 90, Deep Archive after 180.',
      toValue: () =>
        withRules({
          id: 'archive',
          transitions: [
            { kind: 'days', days: 30, date: null, storageClass: 'STANDARD_IA' },
            { kind: 'days', days: 90, date: null, storageClass: 'GLACIER' },
            { kind: 'days', days: 180, date: null, storageClass: 'DEEP_ARCHIVE' },
          ],
        }),
    },
    {
      title: 'Keep the last 5 versions',
      description: 'Older versions go 30 days after they were replaced, but five always stay.',
      toValue: () =>
        withRules({ id: 'keep-5-versions', noncurrentExpiration: { days: 30, newerVersions: 5 }, ...removeMarkers }),
    },
    {
      title: 'Clean up unfinished uploads',
      description: 'Parts of uploads that nobody completed are freed after 7 days.',
      toValue: () => withRules({ id: 'unfinished-uploads', abortUploads: { afterDays: 7 } }),
    },
    {
      title: 'Remove expired delete markers',
      description: 'Markers with no version behind them go; they only slow listings down.',
      toValue: () => withRules({ id: 'expired-markers', ...removeMarkers }),
    },
  ],
  toWire,
  fromWire,
  // Servers name unnamed rules, keep rules in an order of their own, and fill in the default of the size.
  isSame: (wanted, kept) =>
    isSameRules(wanted.rules, kept.rules) &&
    (wanted.transitionMinimumSize === null || wanted.transitionMinimumSize === kept.transitionMinimumSize),
  summarise: ({ rules }) => {
    const on = rules.filter(({ isEnabled }) => isEnabled).length;
    return on === rules.length ? formatQuantity(on, 'rule') : `${formatQuantity(rules.length, 'rule')}, ${on} enabled`;
  },
});
