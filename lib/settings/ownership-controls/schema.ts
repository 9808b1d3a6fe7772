import { z } from 'zod';

export const ownershipControlsSchema = z.object({
  ownership: z.enum(['bucket-owner-enforced', 'bucket-owner-preferred', 'object-writer'], 'Choose who owns objects.'),
});

export type OwnershipControls = z.infer<typeof ownershipControlsSchema>;
