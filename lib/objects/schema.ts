import { z } from 'zod';
import { maxKeysPerDelete } from '@/lib/s3/limits';

/** Connection id and bucket: what nearly every input starts with. Bucket is a name, an access point alias, or an ARN. */
export const bucketTarget = z.object({
  connection: z.string().min(1).max(64),
  bucket: z.string().min(1).max(2048),
});

/** S3 keys are 1 to 1,024 bytes of UTF-8; the server is the judge of the upper bound, this only keeps floods out. */
export const keySchema = z.string().min(1).max(4096);

export const objectTarget = bucketTarget.extend({
  key: keySchema,
  versionId: z.string().max(1024).optional(),
});

/** Everything ListObjectsV2 takes (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html). */
export const listingInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  /** '' lists flat. */
  delimiter: z.string().max(64),
  startAfter: z.string().max(4096).optional(),
  maxKeys: z.number().int().min(1).max(1000).optional(),
  fetchOwner: z.boolean().optional(),
  expectedBucketOwner: z
    .string()
    .regex(/^\d{12}$/u)
    .optional(),
  /** Asks for RestoreStatus of each object. */
  restoreStatus: z.boolean().optional(),
  /** `v1` for servers without ListObjectsV2. */
  api: z.enum(['v2', 'v1']).optional(),
});

export const cursorSchema = z.object({
  token: z.string().nullable(),
  startAfter: z.string().nullable(),
  versionId: z.string().max(1024).optional(),
});

export const walkInput = listingInput.extend({
  cursor: cursorSchema.nullable(),
  /** How many pages one answer may stream; the browser asks again while somebody wants more. */
  pages: z.number().int().min(1).max(100),
});

export type ListingInput = z.infer<typeof listingInput>;
export type WalkInput = z.infer<typeof walkInput>;
export type BucketTarget = z.infer<typeof bucketTarget>;
export type ObjectTarget = z.infer<typeof objectTarget>;

export const folderInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  name: z.string().min(1, 'A folder needs a name.').max(1024),
});

export type FolderInput = z.infer<typeof folderInput>;

export const deleteKeysInput = bucketTarget.extend({ keys: z.array(keySchema).min(1).max(maxKeysPerDelete) });

export const deletePrefixInput = bucketTarget.extend({
  prefix: z.string().min(1).max(4096),
  cursor: cursorSchema.nullable(),
});

/** Counting looks at one prefix, some pages at a time. */
export const countInput = bucketTarget.extend({
  prefix: z.string().min(1).max(4096),
  cursor: cursorSchema.nullable(),
});

export type DeleteKeysInput = z.infer<typeof deleteKeysInput>;
export type DeletePrefixInput = z.infer<typeof deletePrefixInput>;
export type CountInput = z.infer<typeof countInput>;
