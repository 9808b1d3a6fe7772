import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

export const returnJobInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  /** Milliseconds since 1970. */
  at: z.number().int(),
  /** What has come since is hidden behind a delete marker. */
  hidesNew: z.boolean(),
});

export type ReturnJobInput = z.infer<typeof returnJobInput>;
