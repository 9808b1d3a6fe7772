import type { OperationRow } from './row.ts';

/** A setting of a bucket, which its owner alone reads and writes. */
function setting(method: 'GET' | 'PUT' | 'DELETE', name: string) {
  return { method, resource: 'bucket' as const, query: [name], access: 'owner' as const };
}

/** One of the many that a bucket may have of a kind. */
function configuration(method: 'GET' | 'PUT' | 'DELETE', name: string) {
  return { ...setting(method, name), query: [name, 'id'] };
}

/** All that a bucket has of a kind. */
function configurations(name: string) {
  return { ...setting('GET', name), parameters: ['continuation-token'] };
}

/** Operations on the settings of a bucket, by their names in the S3 API Reference. */
export const settingRows = {
  GetBucketLocation: setting('GET', 'location'),
  GetBucketVersioning: setting('GET', 'versioning'),
  PutBucketVersioning: setting('PUT', 'versioning'),
  GetObjectLockConfiguration: setting('GET', 'object-lock'),
  PutObjectLockConfiguration: setting('PUT', 'object-lock'),
  GetBucketAcl: { ...setting('GET', 'acl'), access: 'READ_ACP' as const },
  PutBucketAcl: { ...setting('PUT', 'acl'), access: 'WRITE_ACP' as const },
  GetBucketTagging: setting('GET', 'tagging'),
  PutBucketTagging: setting('PUT', 'tagging'),
  DeleteBucketTagging: setting('DELETE', 'tagging'),
  GetBucketCors: setting('GET', 'cors'),
  PutBucketCors: setting('PUT', 'cors'),
  DeleteBucketCors: setting('DELETE', 'cors'),
  GetBucketLifecycleConfiguration: setting('GET', 'lifecycle'),
  PutBucketLifecycleConfiguration: setting('PUT', 'lifecycle'),
  DeleteBucketLifecycle: setting('DELETE', 'lifecycle'),
  GetBucketPolicy: setting('GET', 'policy'),
  PutBucketPolicy: setting('PUT', 'policy'),
  DeleteBucketPolicy: setting('DELETE', 'policy'),
  GetBucketPolicyStatus: setting('GET', 'policyStatus'),
  GetBucketWebsite: setting('GET', 'website'),
  PutBucketWebsite: setting('PUT', 'website'),
  DeleteBucketWebsite: setting('DELETE', 'website'),
  GetBucketEncryption: setting('GET', 'encryption'),
  PutBucketEncryption: setting('PUT', 'encryption'),
  DeleteBucketEncryption: setting('DELETE', 'encryption'),
  GetPublicAccessBlock: setting('GET', 'publicAccessBlock'),
  PutPublicAccessBlock: setting('PUT', 'publicAccessBlock'),
  DeletePublicAccessBlock: setting('DELETE', 'publicAccessBlock'),
  GetBucketOwnershipControls: setting('GET', 'ownershipControls'),
  PutBucketOwnershipControls: setting('PUT', 'ownershipControls'),
  DeleteBucketOwnershipControls: setting('DELETE', 'ownershipControls'),
  GetBucketRequestPayment: setting('GET', 'requestPayment'),
  PutBucketRequestPayment: setting('PUT', 'requestPayment'),
  GetBucketLogging: setting('GET', 'logging'),
  PutBucketLogging: setting('PUT', 'logging'),
  GetBucketAccelerateConfiguration: setting('GET', 'accelerate'),
  PutBucketAccelerateConfiguration: setting('PUT', 'accelerate'),
  GetBucketNotificationConfiguration: setting('GET', 'notification'),
  PutBucketNotificationConfiguration: setting('PUT', 'notification'),
  GetBucketReplication: setting('GET', 'replication'),
  PutBucketReplication: setting('PUT', 'replication'),
  DeleteBucketReplication: setting('DELETE', 'replication'),
  GetBucketAnalyticsConfiguration: configuration('GET', 'analytics'),
  PutBucketAnalyticsConfiguration: configuration('PUT', 'analytics'),
  DeleteBucketAnalyticsConfiguration: configuration('DELETE', 'analytics'),
  ListBucketAnalyticsConfigurations: configurations('analytics'),
  GetBucketIntelligentTieringConfiguration: configuration('GET', 'intelligent-tiering'),
  PutBucketIntelligentTieringConfiguration: configuration('PUT', 'intelligent-tiering'),
  DeleteBucketIntelligentTieringConfiguration: configuration('DELETE', 'intelligent-tiering'),
  ListBucketIntelligentTieringConfigurations: configurations('intelligent-tiering'),
  GetBucketInventoryConfiguration: configuration('GET', 'inventory'),
  PutBucketInventoryConfiguration: configuration('PUT', 'inventory'),
  DeleteBucketInventoryConfiguration: configuration('DELETE', 'inventory'),
  ListBucketInventoryConfigurations: configurations('inventory'),
  GetBucketMetricsConfiguration: configuration('GET', 'metrics'),
  PutBucketMetricsConfiguration: configuration('PUT', 'metrics'),
  DeleteBucketMetricsConfiguration: configuration('DELETE', 'metrics'),
  ListBucketMetricsConfigurations: configurations('metrics'),
} satisfies Record<string, OperationRow>;
