import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

export const syncJobInput = bucketTarget.extend({
  /** What lies under it is to be found under the other prefix too; `''` is the whole bucket. */
  prefix: z.string().max(4096),
  to: z.object({
    connection: z.string().min(1).max(64),
    bucket: z.string().min(1).max(2048),
    prefix: z.string().max(4096),
  }),
  /** When an object counts as changed: by size and ETag; by size, or when its original is newer; by size alone. */
  compare: z.enum(['content', 'newer', 'size']),
  /** What only the target has is deleted there. */
  deletes: z.boolean(),
  keepsAccess: z.boolean(),
});

export type SyncJobInput = z.infer<typeof syncJobInput>;
