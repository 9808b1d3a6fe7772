import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('LoggingEnabled', {
    targetBucket: 'TargetBucket',
    targetPrefix: 'TargetPrefix',
    keyFormat: 'TargetObjectKeyFormat',
  }),
  ...toReferences('TargetGrant', { grantee: 'Grantee', permission: 'Permission' }),
};
