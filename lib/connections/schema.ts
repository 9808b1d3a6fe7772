import { z } from 'zod';

export const connectionTarget = z.object({ connection: z.string().min(1).max(64) });

const printable = /^[\x21-\x7e]+$/u;

/** Access keys are opaque; only what could not stand in a header is refused here. */
export const signInInput = connectionTarget.extend({
  accessKeyId: z
    .string()
    .trim()
    .min(1, 'Enter the access key.')
    .max(256)
    .regex(printable, 'The access key has a character no key has.'),
  secretAccessKey: z.string().trim().min(1, 'Enter the secret key.').max(1024),
  /** STS tokens grow with the session policy; those over a few kilobytes split over several cookies. */
  sessionToken: z.string().trim().max(16_384).optional(),
});

export type SignInInput = z.infer<typeof signInInput>;
