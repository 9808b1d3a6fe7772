import { z } from 'zod';
import { objectChange } from '@/lib/bulk/schema';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** A selection may hold many single keys; whoever selects more takes the prefix. */
const maxNamed = 100_000;

/** What another kind of job does, or none. */
const others: ReadonlySet<string> = new Set(['copy', 'move', 'restore']);

export const changeJobInput = bucketTarget.extend({
  /** Objects, or versions of them. */
  objects: z
    .array(
      z.object({
        key: keySchema,
        versionId: z.string().min(1).max(1024).optional(),
        sizeBytes: z.number().nonnegative(),
      }),
    )
    .max(maxNamed),
  /** Everything under these as it is now, `''` being the whole bucket. */
  prefixes: z.array(z.string().max(4096)).max(1000),
  change: objectChange.refine(({ kind }) => !others.has(kind), { error: 'This is no change of what objects have.' }),
});

export type ChangeJobInput = z.infer<typeof changeJobInput>;
