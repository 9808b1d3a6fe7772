import { defineSetting } from '../define';
import { objectLockSchema, type ObjectLock, type Period } from './schema';
import { fromWire, toWire } from './wire';

const none: ObjectLock = { retention: null, eventHold: null };

const inWords = ({ unit, count }: Period): string => `${count ?? '?'} ${count === 1 ? unit.replace(/s$/u, '') : unit}`;

export const objectLock = defineSetting({
  id: 'object-lock',
  title: 'Object lock',
  help: 'Whether versions can be locked against deletion, and what new ones get by default.',
  group: 'Data protection',
  capability: 'bucket-object-lock',
  permissions: {
    read: 's3:GetBucketObjectLockConfiguration',
    write: 's3:PutBucketObjectLockConfiguration',
    remove: null,
  },
  api: { operation: 'PutObjectLockConfiguration', parameter: 'ObjectLockConfiguration' },
  terraform: { type: 'aws_s3_bucket_object_lock_configuration' },
  mc: {
    write: ({ retention, eventHold }, target) => {
      if (eventHold !== null) return null;
      if (retention === null) return `mc retention clear --default ${target}`;
      const { mode, period } = retention;
      const validity = `${period.count ?? ''}${period.unit === 'days' ? 'd' : 'y'}`;
      return `mc retention set --default ${mode.toUpperCase()} ${validity} ${target}`;
    },
  },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html',
  schema: objectLockSchema,
  empty: none,
  examples: [
    {
      title: 'a day of governance',
      value: { retention: { mode: 'governance', period: { unit: 'days', count: 1 } }, eventHold: null },
    },
    {
      title: 'two years of compliance',
      value: { retention: { mode: 'compliance', period: { unit: 'years', count: 2 } }, eventHold: null },
    },
    { title: 'no default', value: none },
  ],
  templates: [
    {
      title: '30 days of governance',
      description: 'Those with the right to bypass it may still delete.',
      toValue: () => ({
        ...none,
        retention: { mode: 'governance' as const, period: { unit: 'days' as const, count: 30 } },
      }),
    },
    {
      title: '7 years of compliance',
      description: 'Nobody can delete, not even the owner, until the time is over.',
      toValue: () => ({
        ...none,
        retention: { mode: 'compliance' as const, period: { unit: 'years' as const, count: 7 } },
      }),
    },
    { title: 'No default', description: 'Object lock stays on; each upload says for itself.', toValue: () => none },
  ],
  toWire,
  fromWire,
  summarise: ({ retention, eventHold }) =>
    (retention ? `on, ${retention.mode} for ${inWords(retention.period)}` : 'on, no default retention') +
    (eventHold ? `, event hold for ${inWords(eventHold)}` : ''),
});
