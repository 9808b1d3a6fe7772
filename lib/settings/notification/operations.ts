import 'server-only';
import {
  DeleteBucketCorsCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  type DeleteBucketCorsCommandInput,
  type DeleteBucketCorsCommandOutput,
  type NotificationConfiguration,
} from '@aws-sdk/client-s3';
import type { InitializeMiddleware } from '@smithy/types';
import type { Connection } from '@/lib/s3/connection';
import { defineOperations } from '../define';
import { notification } from './setting';

/**
 * DELETE ?notification, an extension of Ceph: all of them, or one by its id
 * (https://docs.ceph.com/en/pacific/radosgw/s3/bucketops/#delete-notification). The SDK has no command for it, so that of
 * another sub-resource lends its form, and is not sent unless the name of the sub-resource was exchanged.
 */
function makeDeletion(bucket: string, id: string): DeleteBucketCorsCommand {
  const command = new DeleteBucketCorsCommand({ Bucket: bucket });
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { query: Record<string, unknown> };
      if (Object.keys(request.query).join() !== 'cors') throw new Error('This is not the deletion it should be.');
      request.query = { notification: id };
      return next(args);
    },
    { step: 'build', name: 'deleteNotification' },
  );
  // Traces and errors tell what is done, not whose form it has.
  const nameDeletion: InitializeMiddleware<DeleteBucketCorsCommandInput, DeleteBucketCorsCommandOutput> =
    (next, context) => (args) => {
      context.commandName = 'DeleteBucketNotificationCommand';
      return next(args);
    };
  command.middlewareStack.addRelativeTo(nameDeletion, {
    name: 'nameDeletion',
    relation: 'before',
    toMiddleware: 'throwAppErrors',
  });
  return command;
}

const idsOf = (wire: NotificationConfiguration): string[] =>
  [
    ...(wire.TopicConfigurations ?? []),
    ...(wire.QueueConfigurations ?? []),
    ...(wire.LambdaFunctionConfigurations ?? []),
  ].flatMap(({ Id }) => Id ?? []);

async function write(
  connection: Connection,
  bucket: string,
  wire: NotificationConfiguration,
  before: NotificationConfiguration | null,
): Promise<void> {
  const { client, provider } = connection;
  await client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: wire }));
  if (provider.replacesNotifications || !before) return;
  const wanted = idsOf(wire);
  for (const id of idsOf(before)) if (!wanted.includes(id)) await client.send(makeDeletion(bucket, id));
}

export const notificationSetting = defineOperations(notification, {
  async read({ client }, bucket) {
    const { $metadata: _, ...wire } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    return Object.values(wire).some((part) => part !== undefined) ? wire : null;
  },
  absentCodes: [],
  write,
  // The API has no DELETE: an empty document ends all notifications (API_PutBucketNotificationConfiguration).
  remove: ({ client, provider }, bucket) =>
    provider.replacesNotifications
      ? client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: {} }))
      : client.send(makeDeletion(bucket, '')),
});
