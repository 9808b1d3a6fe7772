import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { noFilter } from '../object-filter';
import { metricsSchema, type Metrics } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const byId = ({ configurations }: Metrics): string =>
  JSON.stringify(configurations.toSorted((a, b) => (a.id < b.id ? -1 : 1)));

export const metrics = defineSetting({
  id: 'metrics',
  title: 'Request metrics',
  help: 'Counts requests, errors and latency minute by minute in Amazon CloudWatch.',
  group: 'Events and logs',
  capability: 'bucket-metrics',
  permissions: {
    read: 's3:GetMetricsConfiguration',
    write: 's3:PutMetricsConfiguration',
    remove: 's3:PutMetricsConfiguration',
  },
  api: {
    operation: 'PutBucketMetricsConfiguration',
    parameter: 'MetricsConfiguration',
    list: 'MetricsConfigurationList',
    removal: 'DeleteBucketMetricsConfiguration',
  },
  terraform: { type: 'aws_s3_bucket_metric', toBody: toTerraformBody },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html',
  schema: metricsSchema,
  empty: { configurations: [] },
  examples: [
    {
      title: 'metrics of everything',
      value: { configurations: [{ id: 'all', filter: noFilter, accessPointArn: null }] },
    },
    {
      title: 'metrics by prefix and tag',
      value: {
        configurations: [
          { id: 'logs', filter: { prefix: 'logs/', tags: [] }, accessPointArn: null },
          { id: 'red', filter: { prefix: 'img/', tags: [{ key: 'colour', value: 'red' }] }, accessPointArn: null },
        ],
      },
    },
  ],
  templates: [
    {
      title: 'The whole bucket',
      description: 'One configuration without a filter.',
      toValue: () => ({ configurations: [{ id: 'EntireBucket', filter: noFilter, accessPointArn: null }] }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ configurations }) => formatQuantity(configurations.length, 'configuration'),
  isSame: (wanted, kept) => byId(wanted) === byId(kept),
});
