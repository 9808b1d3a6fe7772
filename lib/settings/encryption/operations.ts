import 'server-only';
import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { encryption } from './setting';

export const encryptionSetting = defineOperations(encryption, {
  async read({ client }, bucket) {
    const { ServerSideEncryptionConfiguration: wire } = await client.send(
      new GetBucketEncryptionCommand({ Bucket: bucket }),
    );
    return wire?.Rules?.length ? wire : null;
  },
  absentCodes: ['ServerSideEncryptionConfigurationNotFoundError'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketEncryptionCommand({ Bucket: bucket })),
});
