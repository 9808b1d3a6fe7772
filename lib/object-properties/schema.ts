import { z } from 'zod';
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

export const permissions = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] as const;

/** Who a grant is for (API_Grantee). `id` is a canonical user id, `uri` a predefined group. */
const grantee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: z.string().min(1).max(256), name: z.string().max(256) }),
  z.object({ kind: z.literal('email'), email: z.string().min(3).max(320) }),
  z.object({ kind: z.literal('group'), uri: z.string().min(1).max(256) }),
]);

export const grantSchema = z.object({ grantee, permission: z.enum(permissions) });
const grants = z.array(grantSchema).max(100, 'An access list has at most 100 grants.');

export const writeAccessInput = objectTarget.extend({ grants, seen: grants });

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
export type Permission = (typeof permissions)[number];
export type Grantee = z.infer<typeof grantee>;
export type AccessGrant = z.infer<typeof grantSchema>;
export type WriteAccessInput = z.infer<typeof writeAccessInput>;
export type WriteRetentionInput = z.infer<typeof writeRetentionInput>;
export type WriteLegalHoldInput = z.infer<typeof writeLegalHoldInput>;
export type RestoreInput = z.infer<typeof restoreInput>;
export type AttributesInput = z.infer<typeof attributesInput>;
