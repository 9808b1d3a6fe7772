import 'server-only';
import { GetBucketLocationCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { location } from './setting';

export const locationSetting = defineOperations(location, {
  async read({ client }, bucket) {
    const [{ LocationConstraint }, { BucketRegion, BucketArn }] = await Promise.all([
      client.send(new GetBucketLocationCommand({ Bucket: bucket })),
      client.send(new HeadBucketCommand({ Bucket: bucket })),
    ]);
    return {
      ...(LocationConstraint && { LocationConstraint: LocationConstraint }),
      ...(BucketRegion && { BucketRegion }),
      ...(BucketArn && { BucketArn }),
    };
  },
  absentCodes: [],
  write: null,
  remove: null,
});
