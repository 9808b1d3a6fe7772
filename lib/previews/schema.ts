import { z } from 'zod';
import { objectTarget } from '@/lib/objects/schema';
import { mediaTypes } from './file-names';

export const previewInput = objectTarget.extend({
  /** What the answer shall say it is; by default what the name stands for, else a heap of bytes. */
  mediaType: z.enum(mediaTypes).optional(),
});

export type PreviewInput = z.infer<typeof previewInput>;
