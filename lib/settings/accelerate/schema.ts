import { z } from 'zod';

export const accelerateSchema = z.object({
  status: z.enum(['enabled', 'suspended'], 'Choose whether transfers are accelerated.'),
});

export type Accelerate = z.infer<typeof accelerateSchema>;
