import 'server-only';
import { GetObjectLockConfigurationCommand, PutObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { objectLock } from './setting';

export const objectLockSetting = defineOperations(objectLock, {
  async read({ client }, bucket) {
    const { ObjectLockConfiguration: wire } = await client.send(
      new GetObjectLockConfigurationCommand({ Bucket: bucket }),
    );
    return wire?.ObjectLockEnabled === undefined ? null : wire;
  },
  absentCodes: ['ObjectLockConfigurationNotFoundError'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration: wire })),
  remove: null,
});
