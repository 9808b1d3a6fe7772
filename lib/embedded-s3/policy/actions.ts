import type { PatternSet } from './document.ts';
import { matchesGlob } from './patterns.ts';

type ResourceKind = 'bucket' | 'object';

/**
 * Actions a bucket policy may name, by what they act on.
 * Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
 */
const actionsOf: Record<ResourceKind, string> = {
  bucket:
    'CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration ' +
    'GetAnalyticsConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification ' +
    'GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus ' +
    'GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite ' +
    'GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration ' +
    'GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListBucket ' +
    'ListBucketMultipartUploads ListBucketVersions PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl ' +
    'PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration ' +
    'PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging ' +
    'PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration ' +
    'PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration',
  object:
    'AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion ' +
    'DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention ' +
    'GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes ' +
    'GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication ' +
    'ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold ' +
    'PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject ' +
    'ReplicateTags RestoreObject',
};
const actions = (['bucket', 'object'] as const).flatMap((kind) => {
  return actionsOf[kind].split(' ').map((name) => ({ kind, name: `s3:${name}`.toLowerCase() }));
});

/** What the actions that a pattern means act on, `null` when it means none. Names of actions know no case. */
export function findAction(pattern: string): ResourceKind[] | null {
  const lower = pattern.toLowerCase();
  const kinds = actions.filter(({ name }) => matchesGlob(lower, name)).map(({ kind }) => kind);
  return kinds.length > 0 ? [...new Set(kinds)] : null;
}

/** Whether a set of actions takes in this one. */
export function actionMatches({ isNot, patterns }: PatternSet, action: string): boolean {
  const lower = action.toLowerCase();
  return patterns.some((pattern) => matchesGlob(pattern.toLowerCase(), lower)) !== isNot;
}
