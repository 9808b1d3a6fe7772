import { z } from 'zod';

export const requestPaymentSchema = z.object({
  payer: z.enum(['bucket-owner', 'requester'], 'Choose who pays.'),
});

export type RequestPayment = z.infer<typeof requestPaymentSchema>;
