import { z } from 'zod';
import { maxCorsRules } from '@/lib/cors/rules';

/** Methods S3 answers for (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html, AllowedMethods). */
export const corsMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

const hasOneStar = (text: string): boolean => text.split('*').length <= 2;

const origin = z
  .string()
  .min(1, 'Give an origin, or remove the line.')
  .max(2048)
  .refine(hasOneStar, 'An origin may hold one * and no more.');

const header = z
  .string()
  .min(1, 'Give the name of a header, or remove the line.')
  .max(256)
  .refine(hasOneStar, 'A header may hold one * and no more.');

const exposedHeader = z
  .string()
  .min(1, 'Give the name of a header, or remove the line.')
  .max(256)
  .refine((name) => !name.includes('*'), 'S3 takes no * here: name each header.');

const rule = z.object({
  id: z.string().max(255, 'A name has at most 255 characters.').nullable(),
  allowedOrigins: z.array(origin).min(1, 'A rule needs at least one origin.'),
  allowedMethods: z.array(z.enum(corsMethods)).min(1, 'A rule needs at least one method.'),
  allowedHeaders: z.array(header),
  exposedHeaders: z.array(exposedHeader),
  maxAgeSeconds: z
    .number()
    .int('Give whole seconds.')
    .min(0, 'Give 0 seconds or more.')
    .max(2_147_483_647, 'Give at most 2,147,483,647 seconds.')
    .nullable(),
});

export const corsSchema = z.object({
  rules: z
    .array(rule)
    .min(1, 'Without any rule, delete the setting instead.')
    .max(maxCorsRules, `S3 takes at most ${maxCorsRules} rules.`),
});

export type Cors = z.infer<typeof corsSchema>;
