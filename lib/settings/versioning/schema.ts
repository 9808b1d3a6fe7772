import { z } from 'zod';

export const versioningSchema = z.object({
  status: z.enum(['enabled', 'suspended'], 'Choose whether new versions are kept.'),
  /** What the API knows as MFA delete. Only the owner's root user may change it, with a device; `null`: never set. */
  mfaDelete: z.enum(['enabled', 'disabled']).nullable(),
});

export type Versioning = z.infer<typeof versioningSchema>;
