import { defineSetting } from '../define';
import { locationSchema } from './schema';
import { fromWire, toWire } from './wire';

export const location = defineSetting({
  id: 'location',
  title: 'Location',
  help: 'Where the bucket lies, as it was decided when it was made.',
  group: 'Properties',
  capability: 'bucket-location',
  permissions: { read: 's3:GetBucketLocation', write: null, remove: null },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html',
  schema: locationSchema,
  empty: { constraint: null, region: null, arn: null },
  examples: [],
  templates: [],
  toWire,
  fromWire,
  summarise: ({ constraint, region }) => region ?? constraint ?? 'us-east-1, or a server without regions',
});
