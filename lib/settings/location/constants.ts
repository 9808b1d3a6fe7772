import { toReferences } from '../references';

/** Where the S3 API Reference explains what is shown. */
export const references = {
  ...toReferences('Bucket', { region: 'BucketRegion', arn: 'BucketArn' }),
  ...toReferences('CreateBucketConfiguration', { constraint: 'LocationConstraint' }),
};
