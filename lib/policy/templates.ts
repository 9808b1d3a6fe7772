import { toBucketArn, type Policy, type Statement } from './document';
import { exampleAccount } from './lint';

/** A statement with its usual parts; `*` is everyone. */
export function makeStatement(parts: Partial<Statement>): Statement {
  return {
    sid: null,
    effect: 'Allow',
    principals: { isNot: false, who: '*' },
    actions: { isNot: false, values: [] },
    resources: { isNot: false, values: [] },
    conditions: [],
    unknown: {},
    ...parts,
  };
}

export function makePolicy(...statements: Statement[]): Policy {
  return { version: '2012-10-17', id: null, statements, isSingle: false, unknown: {} };
}

const some = (...values: string[]): Statement['actions'] => ({ isNot: false, values });

const oneAccount = (aws: string): Statement['principals'] => ({
  isNot: false,
  who: { aws, canonicalUser: null, service: null, federated: null },
});

const both = (bucket: string): Statement['resources'] => some(toBucketArn(bucket), toBucketArn(bucket, '*'));
const objects = (bucket: string): Statement['resources'] => some(toBucketArn(bucket, '*'));

interface PolicyTemplate {
  title: string;
  description: string;
  toPolicy: (bucket: string) => Policy;
}

/** What people usually want of a bucket policy. */
export const policyTemplates: readonly PolicyTemplate[] = [
  {
    title: 'Public, read only',
    description: 'Everyone may read objects whose key they know; nobody may list.',
    toPolicy: (bucket) =>
      makePolicy(makeStatement({ sid: 'PublicRead', actions: some('s3:GetObject'), resources: objects(bucket) })),
  },
  {
    title: 'Upload only',
    description: 'One account may put objects, and neither read nor list them.',
    toPolicy: (bucket) =>
      makePolicy(
        makeStatement({
          sid: 'UploadOnly',
          principals: oneAccount(`arn:aws:iam::${exampleAccount}:root`),
          actions: some('s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'),
          resources: objects(bucket),
        }),
      ),
  },
  {
    title: 'One prefix per user',
    description: 'The users of one account each get the folder of their name.',
    toPolicy: (bucket) =>
      makePolicy(
        makeStatement({
          sid: 'ListOwnFolder',
          principals: oneAccount(`arn:aws:iam::${exampleAccount}:root`),
          actions: some('s3:ListBucket'),
          resources: some(toBucketArn(bucket)),
          conditions: [{ operator: 'StringLike', key: 's3:prefix', values: ['${aws:username}/*'] }],
        }),
        makeStatement({
          sid: 'UseOwnFolder',
          principals: oneAccount(`arn:aws:iam::${exampleAccount}:root`),
          actions: some('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
          resources: some(toBucketArn(bucket, '${aws:username}/*')),
        }),
      ),
  },
  {
    title: 'TLS only',
    description: 'Refuses requests without encryption on the way.',
    toPolicy: (bucket) =>
      makePolicy(
        makeStatement({
          sid: 'TlsOnly',
          effect: 'Deny',
          actions: some('s3:*'),
          resources: both(bucket),
          conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: 'false' }],
        }),
      ),
  },
  {
    title: 'One network',
    description: 'Refuses requests to objects from any other address, also with keys.',
    toPolicy: (bucket) =>
      makePolicy(
        makeStatement({
          sid: 'OneNetwork',
          effect: 'Deny',
          actions: some('s3:*Object*'),
          resources: objects(bucket),
          conditions: [{ operator: 'NotIpAddress', key: 'aws:SourceIp', values: ['192.0.2.0/24'] }],
        }),
      ),
  },
  {
    title: 'One other account',
    description: 'Another account may list, read and write.',
    toPolicy: (bucket) =>
      makePolicy(
        makeStatement({
          sid: 'OtherAccount',
          principals: oneAccount(`arn:aws:iam::${exampleAccount}:root`),
          actions: some('s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
          resources: both(bucket),
        }),
      ),
  },
];
