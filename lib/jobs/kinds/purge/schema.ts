import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

export const purgeJobInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  /** Versions that are not the latest of their key, and delete markers among them. */
  olderVersions: z.boolean(),
  /** Only those that were written before this moment, in milliseconds since 1970; `null` takes all. */
  writtenBefore: z.number().int().positive().nullable(),
  /** Delete markers that hide nothing any more: the only thing left of their key. */
  loneMarkers: z.boolean(),
  bypassGovernance: z.boolean(),
});

export type PurgeJobInput = z.infer<typeof purgeJobInput>;
