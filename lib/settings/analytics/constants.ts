import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('AnalyticsConfiguration', { id: 'Id' }),
  ...toReferences('StorageClassAnalysis', { export: 'DataExport' }),
  filter: toReferences('AnalyticsFilter', { prefix: 'Prefix', tags: 'Tag' }),
  target: toReferences('AnalyticsS3BucketDestination', {
    bucketArn: 'Bucket',
    accountId: 'BucketAccountId',
    prefix: 'Prefix',
  }),
};
