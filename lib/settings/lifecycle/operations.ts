import 'server-only';
import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { lifecycle } from './setting';

export const lifecycleSetting = defineOperations(lifecycle, {
  async read({ client }, bucket) {
    const { Rules = [], TransitionDefaultMinimumObjectSize: size } = await client.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }),
    );
    // Some servers answer an empty document where nothing is configured.
    return Rules.length > 0 ? { Rules, ...(size && { TransitionDefaultMinimumObjectSize: size }) } : null;
  },
  absentCodes: ['NoSuchLifecycleConfiguration'],
  write: ({ client }, bucket, { Rules, TransitionDefaultMinimumObjectSize: size }) =>
    client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: bucket,
        LifecycleConfiguration: { Rules },
        ...(size && { TransitionDefaultMinimumObjectSize: size }),
      }),
    ),
  remove: ({ client }, bucket) => client.send(new DeleteBucketLifecycleCommand({ Bucket: bucket })),
});
