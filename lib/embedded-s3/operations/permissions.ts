import type { S3Request } from '../http/request.ts';
import type { OperationName } from './table.ts';

/** The action of a policy that an operation needs; with `versionId` in the request it may be another. */
interface NeededAction {
  action: string;
  ofVersion?: string;
}

const get = (setting: string): NeededAction => ({ action: `s3:Get${setting}` });
const put = (setting: string): NeededAction => ({ action: `s3:Put${setting}` });
const listMetrics: NeededAction = { action: 'utapi:ListMetrics' };
const putObject: NeededAction = { action: 's3:PutObject' };
const listBucket: NeededAction = { action: 's3:ListBucket' };
const getObject: NeededAction = { action: 's3:GetObject', ofVersion: 's3:GetObjectVersion' };
const deleteObject: NeededAction = { action: 's3:DeleteObject', ofVersion: 's3:DeleteObjectVersion' };

/**
 * Which action each operation needs. S3 User Guide, "Required permissions for Amazon S3 API operations". Operations that
 * remove a setting need the action that puts it, but for policies and websites.
 */
const needed: Record<OperationName, NeededAction> = {
  ListBuckets: { action: 's3:ListAllMyBuckets' },
  ListDirectoryBuckets: { action: 's3express:ListAllMyDirectoryBuckets' },
  ListMetrics: listMetrics,
  ListRecentMetrics: listMetrics,
  ListMetricsOfLevel: listMetrics,
  ListRecentMetricsOfLevel: listMetrics,
  CreateSession: { action: 's3express:CreateSession' },
  CreateBucket: { action: 's3:CreateBucket' },
  HeadBucket: listBucket,
  DeleteBucket: { action: 's3:DeleteBucket' },
  GetBucketLocation: get('BucketLocation'),
  GetBucketVersioning: get('BucketVersioning'),
  PutBucketVersioning: put('BucketVersioning'),
  GetBucketCors: get('BucketCORS'),
  PutBucketCors: put('BucketCORS'),
  DeleteBucketCors: put('BucketCORS'),
  GetBucketTagging: get('BucketTagging'),
  PutBucketTagging: put('BucketTagging'),
  DeleteBucketTagging: put('BucketTagging'),
  GetBucketAcl: get('BucketAcl'),
  PutBucketAcl: put('BucketAcl'),
  GetObjectLockConfiguration: get('BucketObjectLockConfiguration'),
  PutObjectLockConfiguration: put('BucketObjectLockConfiguration'),
  GetBucketLifecycleConfiguration: get('LifecycleConfiguration'),
  PutBucketLifecycleConfiguration: put('LifecycleConfiguration'),
  DeleteBucketLifecycle: put('LifecycleConfiguration'),
  GetBucketPolicy: get('BucketPolicy'),
  PutBucketPolicy: put('BucketPolicy'),
  DeleteBucketPolicy: { action: 's3:DeleteBucketPolicy' },
  GetBucketPolicyStatus: get('BucketPolicyStatus'),
  GetBucketWebsite: get('BucketWebsite'),
  PutBucketWebsite: put('BucketWebsite'),
  DeleteBucketWebsite: { action: 's3:DeleteBucketWebsite' },
  GetBucketEncryption: get('EncryptionConfiguration'),
  PutBucketEncryption: put('EncryptionConfiguration'),
  DeleteBucketEncryption: put('EncryptionConfiguration'),
  GetPublicAccessBlock: get('BucketPublicAccessBlock'),
  PutPublicAccessBlock: put('BucketPublicAccessBlock'),
  DeletePublicAccessBlock: put('BucketPublicAccessBlock'),
  GetBucketOwnershipControls: get('BucketOwnershipControls'),
  PutBucketOwnershipControls: put('BucketOwnershipControls'),
  DeleteBucketOwnershipControls: put('BucketOwnershipControls'),
  GetBucketRequestPayment: get('BucketRequestPayment'),
  PutBucketRequestPayment: put('BucketRequestPayment'),
  GetBucketLogging: get('BucketLogging'),
  PutBucketLogging: put('BucketLogging'),
  GetBucketAccelerateConfiguration: get('AccelerateConfiguration'),
  PutBucketAccelerateConfiguration: put('AccelerateConfiguration'),
  GetBucketNotificationConfiguration: get('BucketNotification'),
  PutBucketNotificationConfiguration: put('BucketNotification'),
  GetBucketReplication: get('ReplicationConfiguration'),
  PutBucketReplication: put('ReplicationConfiguration'),
  DeleteBucketReplication: put('ReplicationConfiguration'),
  GetBucketAnalyticsConfiguration: get('AnalyticsConfiguration'),
  PutBucketAnalyticsConfiguration: put('AnalyticsConfiguration'),
  DeleteBucketAnalyticsConfiguration: put('AnalyticsConfiguration'),
  ListBucketAnalyticsConfigurations: get('AnalyticsConfiguration'),
  GetBucketIntelligentTieringConfiguration: get('IntelligentTieringConfiguration'),
  PutBucketIntelligentTieringConfiguration: put('IntelligentTieringConfiguration'),
  DeleteBucketIntelligentTieringConfiguration: put('IntelligentTieringConfiguration'),
  ListBucketIntelligentTieringConfigurations: get('IntelligentTieringConfiguration'),
  GetBucketInventoryConfiguration: get('InventoryConfiguration'),
  PutBucketInventoryConfiguration: put('InventoryConfiguration'),
  DeleteBucketInventoryConfiguration: put('InventoryConfiguration'),
  ListBucketInventoryConfigurations: get('InventoryConfiguration'),
  GetBucketMetricsConfiguration: get('MetricsConfiguration'),
  PutBucketMetricsConfiguration: put('MetricsConfiguration'),
  DeleteBucketMetricsConfiguration: put('MetricsConfiguration'),
  ListBucketMetricsConfigurations: get('MetricsConfiguration'),
  ListObjects: listBucket,
  ListObjectsV2: listBucket,
  ListObjectVersions: { action: 's3:ListBucketVersions' },
  ListMultipartUploads: { action: 's3:ListBucketMultipartUploads' },
  DeleteObjects: deleteObject,
  GetObject: getObject,
  HeadObject: getObject,
  GetObjectAttributes: getObject,
  PutObject: putObject,
  PostObject: putObject,
  CopyObject: putObject,
  DeleteObject: deleteObject,
  GetObjectTorrent: get('ObjectTorrent'),
  GetObjectTagging: { action: 's3:GetObjectTagging', ofVersion: 's3:GetObjectVersionTagging' },
  PutObjectTagging: { action: 's3:PutObjectTagging', ofVersion: 's3:PutObjectVersionTagging' },
  DeleteObjectTagging: { action: 's3:DeleteObjectTagging', ofVersion: 's3:DeleteObjectVersionTagging' },
  GetObjectAcl: { action: 's3:GetObjectAcl', ofVersion: 's3:GetObjectVersionAcl' },
  PutObjectAcl: { action: 's3:PutObjectAcl', ofVersion: 's3:PutObjectVersionAcl' },
  GetObjectRetention: get('ObjectRetention'),
  PutObjectRetention: put('ObjectRetention'),
  GetObjectLegalHold: get('ObjectLegalHold'),
  PutObjectLegalHold: put('ObjectLegalHold'),
  RestoreObject: { action: 's3:RestoreObject' },
  CreateMultipartUpload: putObject,
  UploadPart: putObject,
  UploadPartCopy: putObject,
  CompleteMultipartUpload: putObject,
  ListParts: { action: 's3:ListMultipartUploadParts' },
  AbortMultipartUpload: { action: 's3:AbortMultipartUpload' },
};

/** The action that an operation needs on what it names. */
export function actionOf(operation: OperationName, versionId: string | undefined): string {
  const { action, ofVersion } = needed[operation];
  return versionId === undefined ? action : (ofVersion ?? action);
}

const aclHeaders = /^x-amz-(acl|grant-(full-control|read|write|read-acp|write-acp))$/;

/** What a write of an object needs besides its own action, by what its headers ask for. */
export function furtherActionsOf(operation: OperationName, { headers }: S3Request): string[] {
  if (operation !== 'PutObject' && operation !== 'CopyObject' && operation !== 'CreateMultipartUpload') return [];
  const has = (name: string) => headers.has(name);
  const setsAcl = [...headers.keys()].some((name) => aclHeaders.test(name));
  return [
    ...(setsAcl ? ['s3:PutObjectAcl'] : []),
    ...(has('x-amz-tagging') ? ['s3:PutObjectTagging'] : []),
    ...(has('x-amz-object-lock-mode') ? ['s3:PutObjectRetention'] : []),
    ...(has('x-amz-object-lock-legal-hold') ? ['s3:PutObjectLegalHold'] : []),
  ];
}
