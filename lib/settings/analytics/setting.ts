import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { noFilter } from '../object-filter';
import { analyticsSchema, type Analytics } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const byId = ({ configurations }: Analytics): string =>
  JSON.stringify(configurations.toSorted((a, b) => (a.id < b.id ? -1 : 1)));

export const analytics = defineSetting({
  id: 'analytics',
  title: 'Storage class analysis',
  help: 'Watches how often objects are read, to tell when a cheaper storage class would do.',
  group: 'Storage',
  capability: 'bucket-analytics',
  permissions: {
    read: 's3:GetAnalyticsConfiguration',
    write: 's3:PutAnalyticsConfiguration',
    remove: 's3:PutAnalyticsConfiguration',
  },
  api: {
    operation: 'PutBucketAnalyticsConfiguration',
    parameter: 'AnalyticsConfiguration',
    list: 'AnalyticsConfigurationList',
    removal: 'DeleteBucketAnalyticsConfiguration',
  },
  terraform: { type: 'aws_s3_bucket_analytics_configuration', toBody: toTerraformBody },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html',
  schema: analyticsSchema,
  empty: { configurations: [] },
  examples: [
    {
      title: 'analysis of everything',
      value: { configurations: [{ id: 'all', filter: noFilter, export: null }] },
    },
    {
      title: 'analysis by prefix and tag, with reports',
      value: {
        configurations: [
          {
            id: 'pictures',
            filter: { prefix: 'img/', tags: [{ key: 'colour', value: 'red' }] },
            export: { bucketArn: 'arn:aws:s3:::reports', accountId: null, prefix: 'analysis/' },
          },
        ],
      },
      inBucket: (bucket) => ({
        configurations: [
          {
            id: 'pictures',
            filter: { prefix: 'img/', tags: [{ key: 'colour', value: 'red' }] },
            export: { bucketArn: `arn:aws:s3:::${bucket}`, accountId: null, prefix: 'analysis/' },
          },
        ],
      }),
    },
  ],
  templates: [
    {
      title: 'The whole bucket',
      description: 'One analysis, without reports.',
      toValue: () => ({ configurations: [{ id: 'EntireBucket', filter: noFilter, export: null }] }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ configurations }) => formatQuantity(configurations.length, 'analysis', 'analyses'),
  isSame: (wanted, kept) => byId(wanted) === byId(kept),
});
