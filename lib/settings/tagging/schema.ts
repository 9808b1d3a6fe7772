import { z } from 'zod';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-managing.html, and AllocatedTagRestrictions of Billing */
const maxTags = 50;

const tag = z.object({
  key: z.string().min(1, 'A tag needs a key.').max(128, 'A key has at most 128 characters.'),
  value: z.string().max(256, 'A value has at most 256 characters.'),
});

export const taggingSchema = z.object({
  tags: z
    .array(tag)
    .min(1, 'Without any tag, delete the setting instead.')
    .max(maxTags, `A bucket has at most ${maxTags} tags.`)
    .superRefine((tags, context) => {
      const seen = new Set<string>();
      for (const [index, { key }] of tags.entries()) {
        if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, 'key'], message: 'This key is taken.' });
        seen.add(key);
      }
    }),
});

export type Tagging = z.infer<typeof taggingSchema>;
