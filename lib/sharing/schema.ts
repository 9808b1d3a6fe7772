import { z } from 'zod';
import { objectTarget } from '@/lib/objects/schema';

const header = z.string().max(1024).optional();

/** A presigned link: GetObject with its response overrides, or PutObject. */
export const linkInput = objectTarget.extend({
  method: z.enum(['GET', 'PUT']),
  lifetimeSeconds: z.number().int().min(1),
  /** Ask the browser to save instead of show, under the object's own name. */
  download: z.boolean().optional(),
  /** Headers the answer shall carry (API_GetObject, response-* parameters). */
  overrides: z
    .object({
      contentType: header,
      contentDisposition: header,
      contentEncoding: header,
      contentLanguage: header,
      cacheControl: header,
      expires: z.iso.datetime().optional(),
    })
    .optional(),
});

export type LinkInput = z.infer<typeof linkInput>;
