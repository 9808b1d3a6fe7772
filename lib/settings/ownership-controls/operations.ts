import 'server-only';
import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControlsCommand,
  PutBucketOwnershipControlsCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { ownershipControls } from './setting';

export const ownershipControlsSetting = defineOperations(ownershipControls, {
  async read({ client }, bucket) {
    const { OwnershipControls } = await client.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket }));
    return OwnershipControls?.Rules?.length ? { Rules: OwnershipControls.Rules } : null;
  },
  absentCodes: ['OwnershipControlsNotFoundError'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketOwnershipControlsCommand({ Bucket: bucket })),
});
