import { defineSetting } from '../define';
import { accelerateSchema } from './schema';
import { fromWire, toWire } from './wire';

export const accelerate = defineSetting({
  id: 'accelerate',
  title: 'Transfer acceleration',
  help: 'Whether faraway clients may transfer through the nearest edge location.',
  group: 'Delivery',
  capability: 'bucket-accelerate',
  permissions: { read: 's3:GetAccelerateConfiguration', write: 's3:PutAccelerateConfiguration', remove: null },
  api: { operation: 'PutBucketAccelerateConfiguration', parameter: 'AccelerateConfiguration' },
  terraform: { type: 'aws_s3_bucket_accelerate_configuration' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html',
  schema: accelerateSchema,
  empty: { status: 'enabled' },
  examples: [
    { title: 'acceleration', value: { status: 'enabled' } },
    { title: 'acceleration suspended', value: { status: 'suspended' } },
  ],
  templates: [],
  toWire,
  fromWire,
  summarise: ({ status }) => (status === 'enabled' ? 'on' : 'suspended'),
});
