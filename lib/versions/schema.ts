import { z } from 'zod';
import { bucketTarget, cursorSchema, keySchema, listingInput } from '@/lib/objects/schema';
import { maxKeysPerDelete } from '@/lib/s3/limits';

/** What ListObjectVersions takes (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html). */
export const versionListingInput = listingInput.omit({ fetchOwner: true, api: true });

export const versionWalkInput = versionListingInput.extend({
  cursor: cursorSchema.nullable(),
  /** How many pages one answer may stream. */
  pages: z.number().int().min(1).max(100),
});

/** The versions of one key, some at a time. */
export const timelineInput = bucketTarget.extend({
  key: keySchema,
  cursor: cursorSchema.nullable(),
  maxVersions: z.number().int().min(1).max(1000).optional(),
});

const versionId = z.string().min(1).max(1024);

const keyVersion = z.object({ key: keySchema, versionId });

export const deleteVersionsInput = bucketTarget.extend({
  versions: z.array(keyVersion).min(1).max(maxKeysPerDelete),
  /** Takes away what governance mode protects, for keys that may (s3:BypassGovernanceRetention). */
  bypassGovernance: z.boolean().optional(),
});

/** One step of removing the versions of a key that are older than its latest. */
export const olderVersionsInput = bucketTarget.extend({
  key: keySchema,
  cursor: cursorSchema.nullable(),
  bypassGovernance: z.boolean().optional(),
});

/** What it takes to have some keys again as they were at a moment. */
export const returnInput = bucketTarget.extend({
  keys: z.array(keySchema).min(1).max(50),
  /** Milliseconds since 1970. */
  at: z.number().int(),
});

export type ReturnInput = z.infer<typeof returnInput>;
export type VersionWalkInput = z.infer<typeof versionWalkInput>;
export type VersionListingInput = z.infer<typeof versionListingInput>;
export type TimelineInput = z.infer<typeof timelineInput>;
export type DeleteVersionsInput = z.infer<typeof deleteVersionsInput>;
export type OlderVersionsInput = z.infer<typeof olderVersionsInput>;
