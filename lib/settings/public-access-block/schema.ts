import { z } from 'zod';

/** Each is on or off; the API reads a missing one as off. */
export const publicAccessBlockSchema = z.object({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

export type PublicAccessBlock = z.infer<typeof publicAccessBlockSchema>;
