import { z } from 'zod';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

const headerValue = z.string().max(2048);

/** Headers that S3 keeps with an object (User Guide, "Working with object metadata"). An empty value takes one away. */
const systemMetadataSchema = z.object({
  contentType: headerValue,
  cacheControl: headerValue,
  contentDisposition: headerValue,
  contentEncoding: headerValue,
  contentLanguage: headerValue,
  /** An HTTP date. */
  expires: headerValue,
  websiteRedirect: headerValue,
});

const userMetadataSchema = z
  .array(z.object({ name: z.string().min(1).max(256), value: headerValue }))
  .max(200)
  .refine((entries) => new Set(entries.map(({ name }) => name.toLowerCase())).size === entries.length, {
    error: 'Two entries of user metadata have the same name.',
  });

/** Changes to whatever metadata an object has: headers that are named, and user metadata added to its own, or instead of it. */
export const metadataPatch = z.object({
  system: systemMetadataSchema.partial(),
  user: userMetadataSchema,
  replacesUser: z.boolean(),
});

/** What the person was looking at. An object that has become another since is not touched. */
const seenSchema = z.object({ etag: z.string().max(256).nullable(), modified: z.number().nullable() });

/** One object copied to another place, or onto itself. */
export const copyInput = bucketTarget.extend({
  key: keySchema,
  versionId: z.string().min(1).max(1024).optional(),
  target: z.object({ bucket: z.string().min(1).max(2048), key: keySchema }),
  /** What to do when the target exists. */
  conflict: z.enum(['refuse', 'replace']),
  seen: seenSchema.optional(),
  metadata: z.object({ system: systemMetadataSchema, user: userMetadataSchema }).optional(),
  /** Instead of `metadata`, where objects that differ are changed alike. */
  metadataPatch: metadataPatch.optional(),
  storageClass: z.string().max(64).optional(),
  /** Instead of that of the original. */
  encryption: z
    .object({ algorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']), kmsKeyId: z.string().max(2048).nullable() })
    .optional(),
});

/** A copy, and then the original deleted. */
export const moveInput = copyInput.omit({ metadata: true, metadataPatch: true });

export type MetadataPatch = z.infer<typeof metadataPatch>;
export type CopyInput = z.infer<typeof copyInput>;
export type MoveInput = z.infer<typeof moveInput>;
