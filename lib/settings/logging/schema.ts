import { z } from 'zod';
import { granteeSchema } from '@/lib/acl/schema';

export const loggingSchema = z.object({
  targetBucket: z.string().min(1, 'Name the bucket that gets the logs.').max(255),
  /** Keys of log objects begin with it. */
  targetPrefix: z.string().max(800, 'A prefix has at most 800 characters.'),
  /** `null`: the document says nothing, which means `simple`. */
  keyFormat: z.enum(['simple', 'event-time', 'delivery-time', 'partitioned']).nullable(),
  /** Who gets rights on log objects; void where the target bucket has ACLs off. */
  grants: z.array(z.object({ grantee: granteeSchema, permission: z.enum(['FULL_CONTROL', 'READ', 'WRITE']) })).max(100),
});

export type Logging = z.infer<typeof loggingSchema>;
