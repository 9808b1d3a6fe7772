import { expandCannedAcl, findCannedAcl, isPublicGrant, isSameAcl, replaceOwner, type Acl } from '@/lib/acl/grants';
import { fromAccessControlPolicy, toAccessControlPolicy, toTerraformBody } from '@/lib/acl/wire';
import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { aclSchema } from './schema';

/** The id is an example of Amazon's documentation. */
const someone = {
  id: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
  displayName: null,
};

export const acl = defineSetting<Acl, ReturnType<typeof toAccessControlPolicy>>({
  id: 'acl',
  title: 'Access control list',
  help: 'Which accounts and groups may list and write this bucket, and read or change this list. A policy says the same more clearly.',
  group: 'Access',
  capability: 'bucket-acl',
  permissions: { read: 's3:GetBucketAcl', write: 's3:PutBucketAcl', remove: null },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html',
  api: { operation: 'PutBucketAcl', parameter: 'AccessControlPolicy' },
  terraform: { type: 'aws_s3_bucket_acl', toBody: toTerraformBody },
  schema: aclSchema,
  empty: { owner: null, grants: [] },
  examples: [
    {
      title: 'a list for everyone to read',
      value: expandCannedAcl('public-read', someone),
      inBucket: (_, current) => expandCannedAcl('public-read', current?.owner ?? null),
    },
    {
      title: 'a list that everyone with an account may see and change',
      value: withGrantsOfAllKinds(someone),
      inBucket: (_, current) => withGrantsOfAllKinds(current?.owner ?? null),
    },
    {
      title: 'a list for its owner alone',
      value: expandCannedAcl('private', someone),
      inBucket: (_, current) => expandCannedAcl('private', current?.owner ?? null),
    },
  ],
  templates: [
    {
      title: 'private',
      description: 'The owner: everything. Nobody else.',
      toValue: (_, { owner }) => expandCannedAcl('private', owner),
    },
    {
      title: 'public-read',
      description: 'Everyone may list the bucket; objects have ACLs of their own.',
      toValue: (_, { owner }) => expandCannedAcl('public-read', owner),
    },
    {
      title: 'public-read-write',
      description: 'Everyone may list, write, overwrite and delete.',
      toValue: (_, { owner }) => expandCannedAcl('public-read-write', owner),
    },
    {
      title: 'authenticated-read',
      description: 'Everyone with an account anywhere may list.',
      toValue: (_, { owner }) => expandCannedAcl('authenticated-read', owner),
    },
    {
      title: 'log-delivery-write',
      description: 'Access logs of other buckets may be put here.',
      toValue: (_, { owner }) => expandCannedAcl('log-delivery-write', owner),
    },
  ],
  toWire: toAccessControlPolicy,
  fromWire: fromAccessControlPolicy,
  // Every bucket keeps its owner, and what the other's owner was granted is this one's.
  adapt: (value, { current }) => (current?.owner ? replaceOwner(value, current.owner) : value),
  isSame: isSameAcl,
  summarise: (value) => {
    const canned = findCannedAcl(value);
    const openings = value.grants.filter(isPublicGrant).length;
    const words = canned ?? formatQuantity(value.grants.length, 'grant');
    return openings > 0 && canned === null ? `${words}, ${openings} of them public` : words;
  },
});

function withGrantsOfAllKinds(owner: Acl['owner']): Acl {
  const { grants } = expandCannedAcl('authenticated-read', owner);
  const everyone = grants.at(-1)?.grantee;
  if (!everyone) return { owner, grants };
  return {
    owner,
    grants: [
      ...grants,
      { grantee: everyone, permission: 'read-acp' },
      { grantee: everyone, permission: 'write-acp' },
      { grantee: everyone, permission: 'write' },
    ],
  };
}
