import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('InventoryConfiguration', {
    id: 'Id',
    isEnabled: 'IsEnabled',
    versions: 'IncludedObjectVersions',
    fields: 'OptionalFields',
  }),
  ...toReferences('InventoryFilter', { prefix: 'Prefix' }),
  ...toReferences('InventorySchedule', { frequency: 'Frequency' }),
  ...toReferences('SSEKMS', { keyId: 'KeyId' }),
  target: toReferences('InventoryS3BucketDestination', {
    bucketArn: 'Bucket',
    accountId: 'AccountId',
    prefix: 'Prefix',
    format: 'Format',
    encryption: 'Encryption',
  }),
};
