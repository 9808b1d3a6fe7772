import { z } from 'zod';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html, OptionalFields */
export const inventoryFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'ObjectOwner',
  'ObjectAccessControlList',
  'ObjectLockMode',
  'ObjectLockRetainUntilDate',
  'ObjectLockLegalHoldStatus',
  'ObjectLockEventHoldStatus',
  'ObjectLockEventHoldDuration',
  'IntelligentTieringAccessTier',
  'IntelligentTieringReferenceDate',
  'LifecycleExpirationDate',
] as const;

const configuration = z.object({
  id: z.string().min(1, 'Give it an id.').max(64, 'An id has at most 64 characters.'),
  isEnabled: z.boolean(),
  /** Only keys that begin so; `null`: all. */
  prefix: z.string().max(1024).nullable(),
  versions: z.enum(['all', 'current']),
  frequency: z.enum(['daily', 'weekly']),
  fields: z.array(z.enum(inventoryFields)),
  target: z.object({
    bucketArn: z.string().startsWith('arn:', 'Give the ARN of the bucket that gets the lists.'),
    accountId: z.string().min(1).nullable(),
    prefix: z.string().max(512).nullable(),
    format: z.enum(['CSV', 'ORC', 'Parquet']),
    encryption: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('s3') }),
        z.object({ kind: z.literal('kms'), keyId: z.string().min(1, 'Give the ARN of the key.') }),
      ])
      .nullable(),
  }),
});

export const inventorySchema = z.object({
  configurations: z
    .array(configuration)
    .min(1, 'Without any, delete the setting instead.')
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html
    .max(1000, 'A bucket has at most 1,000.')
    .superRefine((all, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of all.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'This id is taken.' });
        seen.add(id);
      }
    }),
});

export type Inventory = z.infer<typeof inventorySchema>;
export type InventoryTarget = Inventory['configurations'][number]['target'];
