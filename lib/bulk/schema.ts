import { z } from 'zod';
import { metadataPatch } from '@/lib/copying/schema';
import { restoreInput, tagSchema, writeRetentionInput } from '@/lib/object-properties/schema';
import { bucketTarget, keySchema } from '@/lib/objects/schema';

/** An object, or one of its versions, or a delete marker. */
const changedObject = z.object({
  key: keySchema,
  versionId: z.string().min(1).max(1024).optional(),
  isMarker: z.boolean().optional(),
});

/** The access lists that S3 knows by name (User Guide, "Canned ACL"). */
export const cannedAccess = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
] as const;

const place = z.object({
  bucket: z.string().min(1).max(2048),
  prefix: z.string().max(1024),
  /** What is taken off the front of each key before the new prefix is put there. */
  from: z.string().max(1024),
});

/** What is done to every object of a selection alike. */
export const objectChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tags'),
    /** Added to what an object has, or instead of it. */
    replaces: z.boolean(),
    tags: z.array(tagSchema).max(10, 'An object has at most 10 tags.'),
    /** Names to take away. */
    remove: z.array(z.string().min(1).max(128)).max(50),
  }),
  z.object({ kind: z.literal('metadata'), patch: metadataPatch }),
  z.object({ kind: z.literal('class'), storageClass: z.string().min(1).max(64) }),
  z.object({
    kind: z.literal('encryption'),
    algorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
    /** Id, ARN or alias; `null` for the key that belongs to the service. */
    kmsKeyId: z.string().min(1).max(2048).nullable(),
  }),
  z.object({ kind: z.literal('access'), acl: z.enum(cannedAccess) }),
  z
    .object({ kind: z.literal('retention') })
    .extend(writeRetentionInput.pick({ retention: true, bypassGovernance: true }).shape),
  z.object({ kind: z.literal('legal-hold'), isOn: z.boolean() }),
  z.object({ kind: z.literal('archive') }).extend(restoreInput.pick({ days: true, tier: true }).shape),
  /** A marker is taken away, another version copied on top. */
  z.object({ kind: z.literal('restore') }),
  z.object({ kind: z.literal('copy'), to: place, conflict: z.enum(['refuse', 'replace']) }),
  z.object({ kind: z.literal('move'), to: place, conflict: z.enum(['refuse', 'replace']) }),
]);

/** How many objects one step takes; a step cannot be stopped half-way. */
const maxPerStep = 50;

export const changeInput = bucketTarget.extend({
  objects: z.array(changedObject).min(1).max(maxPerStep),
  change: objectChange,
});

export type ChangedObject = z.infer<typeof changedObject>;
export type ObjectChange = z.infer<typeof objectChange>;
export type CannedAccess = (typeof cannedAccess)[number];
export type ChangeInput = z.infer<typeof changeInput>;
