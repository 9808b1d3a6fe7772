import 'server-only';
import { GetBucketAclCommand, PutBucketAclCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { acl } from './setting';

export const aclSetting = defineOperations(acl, {
  async read({ client }, bucket) {
    const { Owner, Grants } = await client.send(new GetBucketAclCommand({ Bucket: bucket }));
    return { ...(Owner && { Owner }), Grants: Grants ?? [] };
  },
  absentCodes: [],
  // The owner cannot be changed, and the document must name it.
  write: ({ client }, bucket, wire, before) => {
    const Owner = wire.Owner ?? before?.Owner;
    return client.send(
      new PutBucketAclCommand({ Bucket: bucket, AccessControlPolicy: { ...wire, ...(Owner && { Owner }) } }),
    );
  },
  remove: null,
});
