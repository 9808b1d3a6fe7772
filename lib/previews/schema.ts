import { z } from 'zod';
import { bucketTarget, keySchema, objectTarget } from '@/lib/objects/schema';
import { mediaTypes } from './file-names';
import { maxSignedThumbnails } from './thumbnails';

export const previewInput = objectTarget.extend({
  /** What the answer shall say it is; by default what the name stands for, else a heap of bytes. */
  mediaType: z.enum(mediaTypes).optional(),
});

export const saveInput = objectTarget.omit({ versionId: true }).extend({
  /** Of what was edited: anything else is somebody's work, and is not written over. */
  etag: z.string().min(1).max(200),
});

export const thumbnailsInput = bucketTarget.extend({ keys: z.array(keySchema).min(1).max(maxSignedThumbnails) });

export type ThumbnailsInput = z.infer<typeof thumbnailsInput>;
export type SaveInput = z.infer<typeof saveInput>;
export type PreviewInput = z.infer<typeof previewInput>;
