import 'server-only';
import { DeleteBucketTaggingCommand, GetBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { tagging } from './setting';

export const taggingSetting = defineOperations(tagging, {
  async read({ client }, bucket) {
    const { TagSet = [] } = await client.send(new GetBucketTaggingCommand({ Bucket: bucket }));
    return TagSet.length > 0 ? { TagSet } : null;
  },
  // The second is Ceph's.
  absentCodes: ['NoSuchTagSet', 'NoSuchTagSetError'],
  write: ({ client }, bucket, wire) => client.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketTaggingCommand({ Bucket: bucket })),
});
