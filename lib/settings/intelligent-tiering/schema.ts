import { z } from 'zod';
import { objectFilterSchema } from '../object-filter';

/** Least days without access, and most (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html). */
const limits = { 'archive-access': [90, 730], 'deep-archive-access': [180, 730] } as const;

const tiering = z
  .object({
    tier: z.enum(['archive-access', 'deep-archive-access']),
    /** Days without access after which an object moves there; `null` while the field is empty. */
    days: z.number().int('Give whole days.').nullable(),
  })
  .superRefine(({ tier, days }, context) => {
    const [least, most] = limits[tier];
    if (days === null || days < least || days > most) {
      context.addIssue({ code: 'custom', path: ['days'], message: `Give ${least} to ${most} days.` });
    }
  });

const configuration = z.object({
  id: z.string().min(1, 'Give it an id.').max(64, 'An id has at most 64 characters.'),
  isEnabled: z.boolean(),
  filter: objectFilterSchema,
  tierings: z
    .array(tiering)
    .min(1, 'Choose at least one archive tier.')
    .refine((all) => new Set(all.map(({ tier }) => tier)).size === all.length, 'Name each tier once.'),
});

export const intelligentTieringSchema = z.object({
  configurations: z
    .array(configuration)
    .min(1, 'Without any, delete the setting instead.')
    .max(1000, 'A bucket has at most 1,000.')
    .superRefine((all, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of all.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'This id is taken.' });
        seen.add(id);
      }
    }),
});

export type IntelligentTiering = z.infer<typeof intelligentTieringSchema>;
export type TierDays = z.infer<typeof tiering>;
