import { z } from 'zod';

/** What a bucket is by birth. Nothing of it can be changed. */
export const locationSchema = z.object({
  /** As GetBucketLocation tells it; `null` where the server names none, which is us-east-1 on Amazon. */
  constraint: z.string().nullable(),
  /** As HeadBucket tells it. */
  region: z.string().nullable(),
  arn: z.string().nullable(),
});

export type Location = z.infer<typeof locationSchema>;
