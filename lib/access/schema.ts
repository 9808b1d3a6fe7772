import type { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** A bucket, and the object in it that is asked about; `null` for objects in general. */
export const accessInput = bucketTarget.extend({ key: keySchema.nullable() });

export type AccessInput = z.infer<typeof accessInput>;
