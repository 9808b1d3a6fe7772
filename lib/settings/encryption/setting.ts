import { defineSetting } from '../define';
import { quote } from '../words';
import { encryptionSchema, type Encryption } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const plain: Encryption = { algorithm: 'AES256', kmsKeyId: null, usesBucketKey: null, blockedTypes: [] };

const names: Record<NonNullable<Encryption['algorithm']>, string> = {
  AES256: 'AES-256 with keys of the server',
  'aws:kms': 'KMS',
  'aws:kms:dsse': 'KMS, in two layers',
  'aws:backup': 'AWS Backup',
  'aws:fsx': 'Amazon FSx',
};

/** What a document leaves out means off, and AES256. */
const toMeaning = ({ algorithm, kmsKeyId, usesBucketKey, blockedTypes }: Encryption): string =>
  JSON.stringify([
    algorithm ?? 'AES256',
    kmsKeyId,
    usesBucketKey ?? false,
    blockedTypes.filter((one) => one !== 'NONE'),
  ]);

export const encryption = defineSetting({
  id: 'encryption',
  title: 'Default encryption',
  help: 'How objects are encrypted at rest when their upload asks for nothing.',
  group: 'Data protection',
  capability: 'bucket-encryption',
  permissions: {
    read: 's3:GetEncryptionConfiguration',
    write: 's3:PutEncryptionConfiguration',
    remove: 's3:PutEncryptionConfiguration',
  },
  api: {
    operation: 'PutBucketEncryption',
    parameter: 'ServerSideEncryptionConfiguration',
    removal: 'DeleteBucketEncryption',
  },
  terraform: { type: 'aws_s3_bucket_server_side_encryption_configuration', toBody: toTerraformBody },
  mc: {
    write: ({ algorithm, kmsKeyId }, target) => {
      if (algorithm === 'aws:kms' && kmsKeyId !== null) return `mc encrypt set sse-kms ${quote(kmsKeyId)} ${target}`;
      return algorithm === 'AES256' || algorithm === null ? `mc encrypt set sse-s3 ${target}` : null;
    },
    remove: (target) => `mc encrypt clear ${target}`,
  },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html',
  schema: encryptionSchema,
  empty: plain,
  examples: [
    { title: 'keys of the server', value: plain },
    { title: 'a blocked kind of encryption', value: { ...plain, blockedTypes: ['SSE-C'] } },
    {
      title: 'a KMS key and a bucket key',
      value: {
        algorithm: 'aws:kms',
        kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        usesBucketKey: true,
        blockedTypes: [],
      },
    },
  ],
  templates: [
    { title: 'Keys of the server', description: 'AES-256, nothing to look after (SSE-S3).', toValue: () => plain },
    {
      title: 'KMS with a bucket key',
      description: 'The account’s own key for S3, asked for less often.',
      toValue: () => ({ ...plain, algorithm: 'aws:kms' as const, usesBucketKey: true }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ algorithm, kmsKeyId, blockedTypes }) =>
    names[algorithm ?? 'AES256'] +
    (kmsKeyId === null ? '' : ` (${kmsKeyId.split('/').at(-1) ?? kmsKeyId})`) +
    (blockedTypes.includes('SSE-C') ? ', no keys of customers' : ''),
  hasDefault: true,
  isSame: (wanted, kept) => toMeaning(wanted) === toMeaning(kept),
});
