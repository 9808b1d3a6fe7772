import 'server-only';
import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { cors } from './setting';

export const corsSetting = defineOperations(cors, {
  async read({ client }, bucket) {
    const { CORSRules = [] } = await client.send(new GetBucketCorsCommand({ Bucket: bucket }));
    return CORSRules.length > 0 ? { CORSRules } : null;
  },
  // The last two are MinIO's and SeaweedFS's.
  absentCodes: ['NoSuchCORSConfiguration', 'NoSuchCORSConfigurationError', 'CORSConfigurationNotFoundError'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketCorsCommand({ Bucket: bucket })),
});
