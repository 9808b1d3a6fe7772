import 'server-only';
import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { notification } from './setting';

export const notificationSetting = defineOperations(notification, {
  async read({ client }, bucket) {
    const { $metadata: _, ...wire } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    return Object.values(wire).some((part) => part !== undefined) ? wire : null;
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: wire })),
  // The API has no DELETE: an empty document ends all notifications (API_PutBucketNotificationConfiguration).
  remove: ({ client }, bucket) =>
    client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: {} })),
});
