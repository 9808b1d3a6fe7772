import { z } from 'zod';
import { grantsSchema } from '@/lib/acl/schema';
import { objectTarget } from '@/lib/objects/schema';

/** At most 10 tags, names of 1 to 128 and values of up to 256 characters (User Guide, "Object tagging"). */
export const tagSchema = z.object({ name: z.string().min(1).max(128), value: z.string().max(256) });
const tags = z.array(tagSchema).max(10, 'An object has at most 10 tags.');

export const writeTagsInput = objectTarget.extend({
  tags: tags.refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    error: 'Two tags have the same name.',
  }),
  /** What the person was looking at. */
  seen: tags,
});

export const writeAccessInput = objectTarget.extend({ grants: grantsSchema, seen: grantsSchema });

export const writeRetentionInput = objectTarget.extend({
  /** `null` takes the retention away, which only governance mode allows. */
  retention: z
    .object({
      mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
      /** Milliseconds since 1970. */
      until: z.number().int().positive(),
    })
    .nullable(),
  bypassGovernance: z.boolean(),
});

export const writeLegalHoldInput = objectTarget.extend({ isOn: z.boolean() });

export const restoreInput = objectTarget.extend({
  days: z.number().int().min(1).max(36_500),
  tier: z.enum(['Standard', 'Bulk', 'Expedited']),
});

export const attributesInput = objectTarget.extend({
  /** The last part seen; 0 begins. */
  afterPart: z.number().int().min(0).max(10_000),
});

export type ObjectTag = z.infer<typeof tagSchema>;
export type WriteTagsInput = z.infer<typeof writeTagsInput>;
export type WriteAccessInput = z.infer<typeof writeAccessInput>;
export type WriteRetentionInput = z.infer<typeof writeRetentionInput>;
export type WriteLegalHoldInput = z.infer<typeof writeLegalHoldInput>;
export type RestoreInput = z.infer<typeof restoreInput>;
export type AttributesInput = z.infer<typeof attributesInput>;
