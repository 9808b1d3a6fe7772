import { aclGroups } from '@/lib/acl/grants';
import { defineSetting } from '../define';
import { loggingSchema, type Logging } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const empty: Logging = { targetBucket: '', targetPrefix: '', keyFormat: null, grants: [] };

const readers: Logging['grants'][number] = {
  grantee: { kind: 'group', uri: aclGroups.authenticatedUsers },
  permission: 'READ',
};

export const logging = defineSetting({
  id: 'logging',
  title: 'Access logs',
  help: 'Writes a log of the requests on this bucket into another one, some hours later.',
  group: 'Events and logs',
  capability: 'bucket-logging',
  permissions: { read: 's3:GetBucketLogging', write: 's3:PutBucketLogging', remove: 's3:PutBucketLogging' },
  api: { operation: 'PutBucketLogging', parameter: 'BucketLoggingStatus' },
  terraform: { type: 'aws_s3_bucket_logging', toBody: toTerraformBody },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html',
  schema: loggingSchema,
  empty,
  examples: [
    {
      title: 'logs under a prefix',
      value: { ...empty, targetBucket: 'logs', targetPrefix: 'requests/' },
      inBucket: (targetBucket) => ({ ...empty, targetBucket, targetPrefix: 'requests/' }),
    },
    {
      title: 'logs in folders by day',
      value: { ...empty, targetBucket: 'logs', keyFormat: 'event-time' },
      inBucket: (targetBucket): Logging => ({ ...empty, targetBucket, keyFormat: 'event-time' }),
    },
    {
      title: 'logs that everybody with an account may read',
      value: { ...empty, targetBucket: 'logs', grants: [readers] },
      inBucket: (targetBucket): Logging => ({ ...empty, targetBucket, grants: [readers] }),
    },
  ],
  templates: [
    {
      title: 'Into a bucket for logs',
      description: 'Under a prefix with the name of this bucket, in folders by day.',
      toValue: ({ bucket }) => ({
        ...empty,
        targetBucket: 'my-logs',
        targetPrefix: `${bucket}/`,
        keyFormat: 'event-time' as const,
      }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ targetBucket, targetPrefix }) => `into ${targetBucket}/${targetPrefix}`,
  // What a document leaves out means the simple form of keys.
  isSame: (wanted, kept) =>
    JSON.stringify({ ...wanted, keyFormat: wanted.keyFormat ?? 'simple' }) ===
    JSON.stringify({ ...kept, keyFormat: kept.keyFormat ?? 'simple' }),
});
