import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

export const abortJobInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  /** Only uploads that were begun before this moment, in milliseconds since 1970; `null` takes all. */
  begunBefore: z.number().int().positive().nullable(),
});

export type AbortJobInput = z.infer<typeof abortJobInput>;
