import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';
import { browserMethods } from '@/lib/s3/browser-methods';

/** A browser's question, as somebody typed it. */
export const corsTestInput = bucketTarget.extend({
  /** Any text: browsers send `null` too, and what a rule makes of nonsense may be asked. */
  origin: z.string().min(1).max(2048),
  method: z.enum(browserMethods),
  /** Names of HTTP headers (RFC 9110, section 5.1). */
  headers: z.array(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/u, 'not the name of a header')).max(50),
});

/** What a browser is going to ask by itself. */
export const browserTestInput = bucketTarget.extend({ method: z.enum(browserMethods) });

export type BrowserTestInput = z.infer<typeof browserTestInput>;
export type CorsTestInput = z.infer<typeof corsTestInput>;
