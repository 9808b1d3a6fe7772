import { z } from 'zod';

/** Events S3 knows (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html). */
export const knownEvents = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
  's3:ObjectRestore:*',
  's3:ObjectRestore:Post',
  's3:ObjectRestore:Completed',
  's3:ObjectRestore:Delete',
  's3:ReducedRedundancyLostObject',
  's3:Replication:*',
  's3:Replication:OperationFailedReplication',
  's3:Replication:OperationMissedThreshold',
  's3:Replication:OperationReplicatedAfterThreshold',
  's3:Replication:OperationNotTracked',
  's3:LifecycleExpiration:*',
  's3:LifecycleExpiration:Delete',
  's3:LifecycleExpiration:DeleteMarkerCreated',
  's3:LifecycleTransition',
  's3:IntelligentTiering',
  's3:ObjectTagging:*',
  's3:ObjectTagging:Put',
  's3:ObjectTagging:Delete',
  's3:ObjectAcl:Put',
] as const;

const target = z.object({
  /** A name of its own; servers make one up where it is missing. */
  id: z.string().max(255, 'A name has at most 255 characters.').nullable(),
  arn: z.string().startsWith('arn:', 'Give the ARN of the target.').max(2048),
  /** Servers have events of their own, so any name is taken. */
  events: z.array(z.string().min(1)).min(1, 'Choose at least one event.'),
  /** Only keys that begin and end so; `null`: any. */
  prefix: z.string().max(1024).nullable(),
  suffix: z.string().max(1024).nullable(),
});

export const notificationSchema = z
  .object({
    topics: z.array(target).max(100, 'S3 takes at most 100 targets.'),
    queues: z.array(target).max(100, 'S3 takes at most 100 targets.'),
    functions: z.array(target).max(100, 'S3 takes at most 100 targets.'),
    /** Sends every event to Amazon EventBridge as well. */
    eventBridge: z.boolean(),
  })
  .refine(
    ({ topics, queues, functions, eventBridge }) => eventBridge || topics.length + queues.length + functions.length > 0,
    'Without any target, delete the setting instead.',
  );

export type Notification = z.infer<typeof notificationSchema>;
export type NotificationTarget = z.infer<typeof target>;
