import { z } from 'zod';
import { connectionTarget } from '@/lib/connections/schema';
import { bucketTarget } from '@/lib/objects/schema';

export const bucketPageInput = connectionTarget.extend({
  continuation: z.string().max(4096).nullable(),
  prefix: z.string().max(255).optional(),
});

export const createBucketInput = bucketTarget.extend({
  bucket: z.string().min(3).max(63),
  /** '' for the connection's own. */
  region: z.string().max(64).optional(),
  objectLock: z.boolean(),
  versioning: z.boolean(),
});

export type BucketPageInput = z.infer<typeof bucketPageInput>;
export type CreateBucketInput = z.infer<typeof createBucketInput>;
