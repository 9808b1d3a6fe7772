import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

/** Levels of folders that can be told apart. */
const maxDepth = 6;

export const inventoryJobInput = bucketTarget.extend({
  /** `''` is the whole bucket. */
  prefix: z.string().max(4096),
  /** Levels of folders below the prefix that are counted one by one. */
  depth: z.number().int().min(1).max(maxDepth),
  /** Older versions and delete markers are counted too. */
  versions: z.boolean(),
  /** Objects with the same content are found, by ETag and size. */
  duplicates: z.boolean(),
  /** Where CSV files are to be written; `null` for nowhere. */
  to: z
    .object({
      connection: z.string().min(1).max(64),
      bucket: z.string().min(1).max(2048),
      prefix: z.string().max(900),
    })
    .nullable(),
});

export type InventoryJobInput = z.infer<typeof inventoryJobInput>;
