import { z } from 'zod';
import { maxCorsRules } from '@/lib/cors/rules';
import { bucketTarget } from '@/lib/objects/schema';
import { corsPurposes } from './needs';

/** Scheme, host and port, as browsers write them in `Origin` (RFC 6454). */
const origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'an origin such as https://console.example.net',
  );

const words = z.array(z.string().max(2048)).max(200);

const corsRule = z.object({
  id: z.string().max(255).nullable(),
  allowedOrigins: words,
  allowedMethods: words,
  allowedHeaders: words,
  exposedHeaders: words,
  maxAgeSeconds: z.number().int().nullable(),
});

export const corsCheckInput = bucketTarget.extend({
  /** Of the page that asks. */
  origin,
  /** What it wants to do; to upload, when nothing is said. */
  purpose: z.enum(corsPurposes).optional(),
});

export const addCorsRuleInput = corsCheckInput.extend({
  /** The rules the person was looking at: if they have changed since, nothing is written. */
  seen: z.array(corsRule).max(maxCorsRules),
});

export type CorsCheckInput = z.infer<typeof corsCheckInput>;
export type AddCorsRuleInput = z.infer<typeof addCorsRuleInput>;
