import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { inventorySchema, type Inventory } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

type Configuration = Inventory['configurations'][number];

const weekly = (bucketArn: string): Configuration => ({
  id: 'weekly',
  isEnabled: true,
  prefix: null,
  versions: 'current',
  frequency: 'weekly',
  fields: ['Size', 'LastModifiedDate', 'StorageClass'],
  target: { bucketArn, accountId: null, prefix: 'inventory', format: 'CSV', encryption: null },
});

const daily = (bucketArn: string): Configuration => ({
  ...weekly(bucketArn),
  id: 'daily',
  isEnabled: false,
  prefix: 'logs/',
  versions: 'all',
  frequency: 'daily',
  fields: [],
  target: { bucketArn, accountId: '111122223333', prefix: null, format: 'Parquet', encryption: { kind: 's3' } },
});

const encrypted = (bucketArn: string): Configuration => {
  const plain = weekly(bucketArn);
  const keyId = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  return { ...plain, target: { ...plain.target, format: 'ORC', encryption: { kind: 'kms', keyId } } };
};

/** Servers list fields and configurations in orders of their own. */
const inOrder = ({ configurations }: Inventory): string =>
  JSON.stringify(
    configurations.map((one) => ({ ...one, fields: one.fields.toSorted() })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );

export const inventory = defineSetting({
  id: 'inventory',
  title: 'Inventory',
  help: 'Writes lists of all objects with their properties, every day or week, into a bucket.',
  group: 'Storage',
  capability: 'bucket-inventory',
  permissions: {
    read: 's3:GetInventoryConfiguration',
    write: 's3:PutInventoryConfiguration',
    remove: 's3:PutInventoryConfiguration',
  },
  api: {
    operation: 'PutBucketInventoryConfiguration',
    parameter: 'InventoryConfiguration',
    list: 'InventoryConfigurationList',
    removal: 'DeleteBucketInventoryConfiguration',
  },
  terraform: { type: 'aws_s3_bucket_inventory', toBody: toTerraformBody },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html',
  schema: inventorySchema,
  empty: { configurations: [] },
  examples: [
    {
      title: 'one list a week',
      value: { configurations: [weekly('arn:aws:s3:::lists')] },
      inBucket: (bucket) => ({ configurations: [weekly(`arn:aws:s3:::${bucket}`)] }),
    },
    {
      title: 'two lists',
      value: { configurations: [daily('arn:aws:s3:::lists'), weekly('arn:aws:s3:::lists')] },
      inBucket: (bucket) => ({
        configurations: [daily(`arn:aws:s3:::${bucket}`), weekly(`arn:aws:s3:::${bucket}`)],
      }),
    },
    {
      title: 'a list encrypted with a KMS key',
      value: { configurations: [encrypted('arn:aws:s3:::lists')] },
      inBucket: (bucket) => ({ configurations: [encrypted(`arn:aws:s3:::${bucket}`)] }),
    },
  ],
  templates: [
    {
      title: 'A list a week',
      description: 'Current versions with size, date and class, as CSV.',
      toValue: () => ({ configurations: [weekly('arn:aws:s3:::my-lists')] }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ configurations }) => {
    const off = configurations.filter(({ isEnabled }) => !isEnabled).length;
    return formatQuantity(configurations.length, 'list') + (off > 0 ? `, ${off} off` : '');
  },
  isSame: (wanted, kept) => inOrder(wanted) === inOrder(kept),
});
