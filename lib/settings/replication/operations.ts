import 'server-only';
import {
  DeleteBucketReplicationCommand,
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { replication } from './setting';

export const replicationSetting = defineOperations(replication, {
  async read({ client }, bucket) {
    const { ReplicationConfiguration: wire } = await client.send(new GetBucketReplicationCommand({ Bucket: bucket }));
    // Ceph answers with a document without rules.
    return wire?.Rules?.length ? wire : null;
  },
  absentCodes: ['ReplicationConfigurationNotFoundError'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketReplicationCommand({ Bucket: bucket, ReplicationConfiguration: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketReplicationCommand({ Bucket: bucket })),
});
