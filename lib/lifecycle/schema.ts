import { z } from 'zod';
import { bucketTarget, cursorSchema } from '@/lib/objects/schema';
import { lifecycleRuleSchema } from '@/lib/settings/lifecycle/schema';
import type { LifecycleRule } from './rules';

const carry = z.object({
  key: z.string().max(4096),
  newerVersions: z.number().int().min(0),
  since: z.number().nullable(),
  isMarkerDue: z.boolean(),
});

/** Where counting goes on: in the versions, then in the uploads. */
const touchCursor = z.discriminatedUnion('part', [
  z.object({ part: z.literal('versions'), at: cursorSchema, carry: carry.nullable() }),
  z.object({ part: z.literal('uploads'), at: z.object({ key: z.string(), uploadId: z.string() }).nullable() }),
]);

/** What a rule would do now, a bounded step of the listing at a time. */
export const touchInput = bucketTarget.extend({ rule: lifecycleRuleSchema, cursor: touchCursor.nullable() });

export type TouchCursor = z.infer<typeof touchCursor>;
export type TouchInput = Omit<z.infer<typeof touchInput>, 'rule'> & { rule: LifecycleRule };
