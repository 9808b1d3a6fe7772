import { formatQuantity } from '@/lib/format/numbers';
import { toBucketArn, type Policy } from '@/lib/policy/document';
import { isPublicPolicy } from '@/lib/policy/public-access';
import { renameBucket } from '@/lib/policy/rename-bucket';
import { isSamePolicy } from '@/lib/policy/same';
import { makePolicy, makeStatement, policyTemplates } from '@/lib/policy/templates';
import { fromWire, toWire, type WirePolicy } from '@/lib/policy/wire';
import { defineSetting } from '../define';
import { toJsonArgument } from '../terraform';
import { quote } from '../words';
import { policySchema } from './schema';

const publicRead = (bucket: string): Policy => ({
  ...makePolicy(
    makeStatement({
      actions: { isNot: false, values: 's3:GetObject' },
      resources: { isNot: false, values: toBucketArn(bucket, '*') },
    }),
  ),
  isSingle: true,
});

const withEverything = (bucket: string): Policy => ({
  ...makePolicy(
    makeStatement({
      sid: 'Listing',
      principals: {
        isNot: false,
        // The form that a Ceph Object Gateway has of it, which other servers take too.
        who: { aws: ['arn:aws:iam:::user/alt'], canonicalUser: null, service: null, federated: null },
      },
      actions: { isNot: false, values: ['s3:ListBucket', 's3:ListBucketVersions'] },
      resources: { isNot: false, values: [toBucketArn(bucket)] },
      conditions: [
        { operator: 'StringLike', key: 's3:prefix', values: ['${aws:username}', 'shared/*'] },
        { operator: 'IpAddress', key: 'aws:SourceIp', values: '192.0.2.0/24' },
        { operator: 'NumericLessThanEquals', key: 's3:max-keys', values: 100 },
      ],
    }),
    makeStatement({
      sid: 'NoPlainText',
      effect: 'Deny',
      principals: { isNot: false, who: { aws: '*', canonicalUser: null, service: null, federated: null } },
      actions: { isNot: false, values: 's3:PutObjectAcl' },
      resources: { isNot: false, values: toBucketArn(bucket, 'sealed/*') },
      conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: 'false' }],
    }),
  ),
  id: 'everything',
});

const foldersOfUsers = (bucket: string): Policy =>
  makePolicy(
    makeStatement({
      principals: {
        isNot: false,
        who: { aws: 'arn:aws:iam:::user/alt', canonicalUser: null, service: null, federated: null },
      },
      actions: { isNot: false, values: ['s3:GetObject'] },
      resources: { isNot: false, values: toBucketArn(bucket, '${aws:username}/*') },
    }),
  );

export const policy = defineSetting<Policy, WirePolicy>({
  id: 'policy',
  title: 'Bucket policy',
  help: 'Statements that allow or deny: who may do what to which objects, under which conditions. A denial always wins.',
  group: 'Access',
  capability: 'bucket-policy',
  permissions: { read: 's3:GetBucketPolicy', write: 's3:PutBucketPolicy', remove: 's3:DeleteBucketPolicy' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  api: { operation: 'PutBucketPolicy', parameter: 'Policy', isText: true, removal: 'DeleteBucketPolicy' },
  terraform: { type: 'aws_s3_bucket_policy', toBody: (document: WirePolicy) => ({ Policy: toJsonArgument(document) }) },
  mc: {
    write: (value, target) =>
      `printf %s ${quote(JSON.stringify(toWire(value)))} > policy.json\nmc anonymous set-json policy.json ${target}`,
    remove: (target) => `mc anonymous set private ${target}`,
  },
  schema: policySchema,
  empty: makePolicy(),
  examples: [
    { title: 'a policy for everyone to read', value: publicRead('media'), inBucket: publicRead },
    {
      title: 'a policy of two statements with everything in them',
      value: withEverything('media'),
      inBucket: withEverything,
    },
    { title: 'a policy with a folder for each user', value: foldersOfUsers('media'), inBucket: foldersOfUsers },
  ],
  templates: policyTemplates.map(({ title, description, toPolicy }) => ({
    title,
    description,
    toValue: ({ bucket }) => toPolicy(bucket),
  })),
  toWire,
  fromWire,
  adapt: (value, { from, to }) => renameBucket(value, from, to),
  isSame: isSamePolicy,
  summarise: (value) => {
    const words = formatQuantity(value.statements.length, 'statement');
    return isPublicPolicy(value) ? `${words}, public` : words;
  },
});
