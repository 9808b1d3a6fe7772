import 'server-only';
import { GetBucketVersioningCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { versioning } from './setting';

export const versioningSetting = defineOperations(versioning, {
  async read({ client }, bucket) {
    const { Status, MFADelete } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status === undefined ? null : { Status, ...(MFADelete !== undefined && { MFADelete }) };
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: wire })),
  remove: null,
});
