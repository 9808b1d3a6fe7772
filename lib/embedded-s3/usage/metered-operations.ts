import type { OperationName } from '../operations/table.ts';

/**
 * Operations as the metrics of Scality's UTAPI name them (models/s3metricResponse.json, libV2/constants.js). Others are
 * not counted there.
 */
const names = (
  'AbortMultipartUpload CompleteMultipartUpload CopyObject CreateBucket DeleteBucket DeleteBucketCors ' +
  'DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketReplication DeleteBucketTagging DeleteBucketWebsite ' +
  'DeleteObject DeleteObjectTagging GetBucketAcl GetBucketCors GetBucketEncryption GetBucketLifecycle ' +
  'GetBucketLocation GetBucketNotification GetBucketObjectLock GetBucketReplication GetBucketTagging ' +
  'GetBucketVersioning GetBucketWebsite GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention ' +
  'GetObjectTagging HeadBucket HeadObject InitiateMultipartUpload ListBucket ListBucketMultipartUploads ' +
  'ListMultipartUploadParts MultiObjectDelete PutBucketAcl PutBucketCors PutBucketEncryption PutBucketLifecycle ' +
  'PutBucketNotification PutBucketObjectLock PutBucketReplication PutBucketTagging PutBucketVersioning ' +
  'PutBucketWebsite PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging ReplicateDelete ' +
  'ReplicateObject ReplicateTags UploadPart UploadPartCopy'
).split(' ');

/** Names that differ from those of the S3 API. */
const renamed: Partial<Record<OperationName, string>> = {
  CreateMultipartUpload: 'InitiateMultipartUpload',
  DeleteObjects: 'MultiObjectDelete',
  GetBucketLifecycleConfiguration: 'GetBucketLifecycle',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetObjectLockConfiguration: 'GetBucketObjectLock',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  ListObjects: 'ListBucket',
  ListObjectVersions: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListParts: 'ListMultipartUploadParts',
  PostObject: 'PutObject',
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  PutObjectLockConfiguration: 'PutBucketObjectLock',
};

/** Name under which an operation is counted, such as `s3:PutObject`; `null` when it is not. */
export function meteredName(operation: string): string | null {
  const name = renamed[operation as OperationName] ?? operation;
  return names.includes(name) ? `s3:${name}` : null;
}

/** Every operation that metrics tell, none done yet. */
export function noOperations(): Record<string, number> {
  return Object.fromEntries(names.map((name) => [`s3:${name}`, 0]));
}
