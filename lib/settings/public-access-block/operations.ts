import 'server-only';
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { publicAccessBlock } from './setting';

export const publicAccessBlockSetting = defineOperations(publicAccessBlock, {
  async read({ client }, bucket) {
    const { PublicAccessBlockConfiguration: wire } = await client.send(
      new GetPublicAccessBlockCommand({ Bucket: bucket }),
    );
    return wire ?? null;
  },
  absentCodes: ['NoSuchPublicAccessBlockConfiguration'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: wire })),
  remove: ({ client }, bucket) => client.send(new DeletePublicAccessBlockCommand({ Bucket: bucket })),
});
