import { z } from 'zod';
import { objectFilterSchema } from '../object-filter';

/** Classes replicas can have; `null` in a rule leaves each its own (API_Destination, StorageClass). */
export const replicaClasses = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
  'REDUCED_REDUNDANCY',
  'OUTPOSTS',
] as const;

const minutes = z.number().int('Give whole minutes.').min(1, 'Give at least a minute.').nullable();

const destination = z.object({
  bucketArn: z.string().startsWith('arn:', 'Give the ARN of the bucket that gets the replicas.'),
  /** Of the destination's owner. */
  accountId: z.string().min(1).nullable(),
  /** Servers have classes of their own, so any name is taken. */
  storageClass: z.string().min(1).nullable(),
  /** Replicas belong to the owner of the destination. */
  changesOwner: z.boolean(),
  kmsKeyId: z.string().min(1, 'Give the key.').nullable(),
  /** Replication time control: within how many minutes; `null`: the document has none. */
  timeControl: z.object({ isEnabled: z.boolean(), minutes }).nullable(),
  metrics: z.object({ isEnabled: z.boolean(), thresholdMinutes: minutes }).nullable(),
});

const rule = z
  .object({
    id: z.string().max(255, 'An id has at most 255 characters.').nullable(),
    /** Of two rules with one destination the higher number counts; `null` in documents of the first version. */
    priority: z.number().int('Give a whole number.').min(0, 'Give 0 or more.').nullable(),
    isEnabled: z.boolean(),
    filter: objectFilterSchema,
    /** Written as the old Prefix of the rule, not as a Filter: kept as it was found. */
    usesOldPrefix: z.boolean(),
    /** `null`: the document says nothing. */
    deleteMarkers: z.boolean().nullable(),
    existingObjects: z.boolean().nullable(),
    kmsObjects: z.boolean().nullable(),
    replicaModifications: z.boolean().nullable(),
    destination,
  })
  .superRefine((value, context) => {
    const issue = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (value.usesOldPrefix && value.filter.tags.length > 0) {
      issue(['filter', 'tags'], 'The old form knows no tags: turn it off first.');
    }
    if (value.filter.tags.length > 0 && value.deleteMarkers === true) {
      issue(['deleteMarkers'], 'Delete markers cannot be replicated by tags.');
    }
    if (!value.usesOldPrefix && value.priority === null) issue(['priority'], 'Give a priority.');
    if (value.destination.timeControl?.isEnabled && !value.destination.metrics?.isEnabled) {
      issue(['destination', 'metrics'], 'Time control needs metrics.');
    }
    if (value.destination.changesOwner && value.destination.accountId === null) {
      issue(['destination', 'accountId'], 'Name the account that is to own the replicas.');
    }
  });

export const replicationSchema = z.object({
  /** ARN of the role that S3 takes on to read and write. */
  role: z.string().min(1, 'Give the ARN of the role.').max(2048),
  rules: z
    .array(rule)
    .min(1, 'Without any rule, delete the setting instead.')
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationConfiguration.html
    .max(1000, 'S3 takes at most 1,000 rules.')
    .superRefine((rules, context) => {
      const seen = new Set<number>();
      for (const [index, { priority }] of rules.entries()) {
        if (priority === null) continue;
        if (seen.has(priority)) {
          context.addIssue({ code: 'custom', path: [index, 'priority'], message: 'Another rule has this priority.' });
        }
        seen.add(priority);
      }
    }),
});

export type Replication = z.infer<typeof replicationSchema>;
export type ReplicationRule = Replication['rules'][number];
