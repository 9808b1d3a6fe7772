import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('ServerSideEncryptionByDefault', { algorithm: 'SSEAlgorithm', kmsKeyId: 'KMSMasterKeyID' }),
  ...toReferences('ServerSideEncryptionRule', { usesBucketKey: 'BucketKeyEnabled' }),
  ...toReferences('BlockedEncryptionTypes', { blockedTypes: 'EncryptionType' }),
};
