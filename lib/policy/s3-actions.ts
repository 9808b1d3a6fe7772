import { matchesPattern } from './patterns';

export type ResourceKind = 'bucket' | 'object';

/**
 * Actions a bucket policy can name, by what they act on (Service Authorization Reference, “Actions, resources, and condition
 * keys for Amazon S3”: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html).
 */
const names: Record<ResourceKind, string> = {
  bucket: `CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket DeleteBucketMetadataTableConfiguration
    DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl
    GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
    GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
    GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
    GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
    GetMetricsConfiguration GetReplicationConfiguration ListBucket ListBucketMultipartUploads ListBucketVersions
    ListTagsForResource PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS
    PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy
    PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
    PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
    PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource`,
  object: `AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion
    DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
    GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
    GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication
    ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold
    PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject
    ReplicateTags RestoreObject UpdateObjectEncryption`,
};

interface S3Action {
  /** Such as `s3:GetObject`. */
  name: string;
  kind: ResourceKind;
}

/** Every action, in alphabetical order. */
export const s3Actions: readonly S3Action[] = (['bucket', 'object'] as const)
  .flatMap((kind) => names[kind].split(/\s+/u).map((name) => ({ name: `s3:${name}`, kind })))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The actions that a pattern means. Their names know no case. */
export function findActions(pattern: string): readonly S3Action[] {
  const lower = pattern.toLowerCase();
  return s3Actions.filter(({ name }) => matchesPattern(lower, name.toLowerCase()));
}

/** Whether a pattern means this action, be it one of S3's or not. */
export function meansAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}
