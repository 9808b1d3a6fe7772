import 'server-only';
import { GetBucketLoggingCommand, PutBucketLoggingCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { logging } from './setting';

export const loggingSetting = defineOperations(logging, {
  async read({ client }, bucket) {
    const { LoggingEnabled } = await client.send(new GetBucketLoggingCommand({ Bucket: bucket }));
    return LoggingEnabled === undefined ? null : { LoggingEnabled };
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: wire })),
  // The API has no DELETE: an empty document turns it off (API_PutBucketLogging).
  remove: ({ client }, bucket) => client.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} })),
});
