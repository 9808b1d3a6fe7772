import { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** A selection may hold many single keys; whoever selects more takes the prefix. */
const maxNamed = 100_000;

const conflictRules = ['skip', 'overwrite', 'newer', 'different'] as const;

export const copyJobInput = bucketTarget.extend({
  objects: z.array(z.object({ key: keySchema, sizeBytes: z.number().nonnegative() })).max(maxNamed),
  /** Everything under these, `''` being the whole bucket. */
  prefixes: z.array(z.string().max(4096)).max(1000),
  /** What is taken off the front of each key before the new prefix is put there. */
  from: z.string().max(4096),
  to: z.object({
    connection: z.string().min(1).max(64),
    bucket: z.string().min(1).max(2048),
    prefix: z.string().max(4096),
  }),
  /** Where something stands at the target: leave it, overwrite it, only by what is newer, only by what differs. */
  rule: z.enum(conflictRules),
  /** Each original is deleted when its copy has been seen to be whole. */
  isMove: z.boolean(),
  /** Access lists go along, as far as they mean something there. */
  keepsAccess: z.boolean(),
  /** All versions and delete markers go along, the oldest first, where the target keeps versions too. */
  keepsVersions: z.boolean().default(false),
});

export type CopyJobInput = z.infer<typeof copyJobInput>;
