import { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** Where a listing of uploads goes on: behind this upload. */
const uploadCursor = z.object({ key: keySchema, uploadId: z.string().max(2048) });

export const uploadListingInput = bucketTarget.extend({
  prefix: z.string().max(4096),
  cursor: uploadCursor.nullable(),
  /** S3 sends at most 1,000 a page. */
  maxUploads: z.number().int().min(1).max(1000).optional(),
});

const namedUpload = z.object({ key: keySchema, uploadId: z.string().min(1).max(2048) });

export const measureInput = bucketTarget.extend({ uploads: z.array(namedUpload).min(1).max(100) });

export const abortInput = bucketTarget.extend({ uploads: z.array(namedUpload).min(1).max(1000) });

export type UploadCursor = z.infer<typeof uploadCursor>;
export type UploadListingInput = z.infer<typeof uploadListingInput>;
export type NamedUpload = z.infer<typeof namedUpload>;
export type MeasureInput = z.infer<typeof measureInput>;
export type AbortInput = z.infer<typeof abortInput>;
