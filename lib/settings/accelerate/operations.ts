import 'server-only';
import { GetBucketAccelerateConfigurationCommand, PutBucketAccelerateConfigurationCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { accelerate } from './setting';

export const accelerateSetting = defineOperations(accelerate, {
  async read({ client }, bucket) {
    const { Status } = await client.send(new GetBucketAccelerateConfigurationCommand({ Bucket: bucket }));
    return Status === undefined ? null : { Status };
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketAccelerateConfigurationCommand({ Bucket: bucket, AccelerateConfiguration: wire })),
  remove: null,
});
