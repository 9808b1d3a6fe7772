import { defineSetting } from '../define';
import { publicAccessBlockSchema } from './schema';
import { fromWire, toWire } from './wire';

const all = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
const none = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

export const publicAccessBlock = defineSetting({
  id: 'public-access-block',
  title: 'Public access block',
  help: 'Keeps policies and ACLs from opening the bucket to everyone, by mistake or otherwise.',
  group: 'Access',
  capability: 'bucket-public-access-block',
  permissions: {
    read: 's3:GetBucketPublicAccessBlock',
    write: 's3:PutBucketPublicAccessBlock',
    remove: 's3:PutBucketPublicAccessBlock',
  },
  api: {
    operation: 'PutPublicAccessBlock',
    parameter: 'PublicAccessBlockConfiguration',
    removal: 'DeletePublicAccessBlock',
  },
  terraform: { type: 'aws_s3_bucket_public_access_block' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html',
  schema: publicAccessBlockSchema,
  empty: all,
  examples: [
    { title: 'everything blocked', value: all },
    { title: 'public policies blocked', value: { ...none, blockPublicPolicy: true, restrictPublicBuckets: true } },
    { title: 'public ACLs blocked', value: { ...none, blockPublicAcls: true, ignorePublicAcls: true } },
    { title: 'nothing blocked', value: none },
  ],
  templates: [
    { title: 'Block everything', description: 'Nobody gets in without keys.', toValue: () => all },
    { title: 'Block nothing', description: 'Policies and ACLs decide alone.', toValue: () => none },
    {
      title: 'Public by policy only',
      description: 'A policy may open the bucket; ACLs may not.',
      toValue: () => ({ ...none, blockPublicAcls: true, ignorePublicAcls: true }),
    },
  ],
  comesFirst: true,
  toWire,
  fromWire,
  // Ceph shows one that blocks nothing where there is none.
  hasDefault: true,
  summarise: (value) => {
    const count = Object.values(value).filter(Boolean).length;
    return count === 4 ? 'blocks all public access' : count === 0 ? 'blocks nothing' : `blocks ${count} of 4 ways`;
  },
});
