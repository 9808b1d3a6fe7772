import { defineSetting } from '../define';
import { ownershipControlsSchema } from './schema';
import { fromWire, toWire } from './wire';

const words = {
  'bucket-owner-enforced': 'the bucket owner owns everything; ACLs are off',
  'bucket-owner-preferred': 'the bucket owner, if the writer agrees',
  'object-writer': 'whoever writes an object',
} as const;

export const ownershipControls = defineSetting({
  id: 'ownership-controls',
  title: 'Object ownership',
  help: 'Who owns objects that others write here, and whether ACLs count at all.',
  group: 'Access',
  capability: 'bucket-ownership',
  permissions: {
    read: 's3:GetBucketOwnershipControls',
    write: 's3:PutBucketOwnershipControls',
    remove: 's3:PutBucketOwnershipControls',
  },
  api: {
    operation: 'PutBucketOwnershipControls',
    parameter: 'OwnershipControls',
    removal: 'DeleteBucketOwnershipControls',
  },
  terraform: { type: 'aws_s3_bucket_ownership_controls' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html',
  schema: ownershipControlsSchema,
  empty: { ownership: 'bucket-owner-enforced' },
  examples: [
    { title: 'objects of whoever writes them', value: { ownership: 'object-writer' } },
    { title: 'the owner preferred', value: { ownership: 'bucket-owner-preferred' } },
    { title: 'the owner enforced', value: { ownership: 'bucket-owner-enforced' } },
  ],
  templates: [],
  comesFirst: true,
  toWire,
  fromWire,
  summarise: ({ ownership }) => words[ownership],
});
