import { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';
import { maxPartCount, maxPartSizeBytes, minPartSizeBytes } from '@/lib/s3/limits';
import { maxUploadSizeBytes } from './plan';

const address = bucketTarget.extend({ key: keySchema });
const upload = address.extend({ uploadId: z.string().min(1).max(4096) });
const contentType = z
  .string()
  .max(255)
  .regex(/^[\x20-\x7e]*$/u, 'printable ASCII');

/** Enough for a window of the engine, and few enough to keep an answer small. */
const maxSignedAtOnce = 100;
/** Looked up in one call; the transport splits longer lists. */
const maxKeysPerLookup = 500;

export const beginUploadInput = address.extend({ contentType });
export const signPartsInput = upload.extend({
  partNumbers: z.array(z.number().int().min(1).max(maxPartCount)).min(1).max(maxSignedAtOnce),
});
export const signPutsInput = bucketTarget.extend({
  objects: z
    .array(z.object({ key: keySchema, mayOverwrite: z.boolean() }))
    .min(1)
    .max(maxSignedAtOnce),
});
export const uploadInput = upload;
export const completeUploadInput = upload.extend({
  sizeBytes: z.number().int().min(0).max(maxUploadSizeBytes),
  partSizeBytes: z.number().int().min(minPartSizeBytes).max(maxPartSizeBytes),
  partCount: z.number().int().min(1).max(maxPartCount),
  expectedEtag: z.string().regex(/^[0-9a-f]{32}-\d+$/u),
  mayOverwrite: z.boolean(),
});
export const findExistingInput = bucketTarget.extend({ keys: z.array(keySchema).max(maxKeysPerLookup) });

export type BeginUploadInput = z.infer<typeof beginUploadInput>;
export type SignPartsInput = z.infer<typeof signPartsInput>;
export type SignPutsInput = z.infer<typeof signPutsInput>;
export type UploadInput = z.infer<typeof uploadInput>;
export type CompleteUploadInput = z.infer<typeof completeUploadInput>;
export type FindExistingInput = z.infer<typeof findExistingInput>;
