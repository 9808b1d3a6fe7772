import { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** A selection may hold many single keys; whoever selects more takes the prefix. */
const maxNamed = 100_000;

export const deleteJobInput = bucketTarget.extend({
  objects: z.array(z.object({ key: keySchema, sizeBytes: z.number().nonnegative() })).max(maxNamed),
  versions: z
    .array(z.object({ key: keySchema, versionId: z.string().min(1).max(1024), sizeBytes: z.number().nonnegative() }))
    .max(maxNamed),
  /** `''` is the whole bucket. */
  prefixes: z.array(z.string().max(4096)).max(1000),
  /** What goes under the prefixes: the objects, where versioning leaves markers; or every version and marker, for good. */
  scope: z.enum(['objects', 'versions']),
  /** The bucket itself when nothing is left in it. */
  removeBucket: z.boolean(),
  /** Takes what governance mode protects too, for keys that may. */
  bypassGovernance: z.boolean(),
});

export type DeleteJobInput = z.infer<typeof deleteJobInput>;
