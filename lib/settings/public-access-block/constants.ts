import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = toReferences('PublicAccessBlockConfiguration', {
  blockPublicAcls: 'BlockPublicAcls',
  ignorePublicAcls: 'IgnorePublicAcls',
  blockPublicPolicy: 'BlockPublicPolicy',
  restrictPublicBuckets: 'RestrictPublicBuckets',
});
