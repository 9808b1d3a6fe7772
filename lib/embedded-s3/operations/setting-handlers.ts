import * as settings from './bucket-settings.ts';
import * as buckets from './buckets.ts';
import * as documents from './document-settings.ts';
import type { BucketExchange, Handler } from './exchange.ts';
import * as lifecycle from './lifecycle.ts';
import * as lock from './object-lock.ts';
import * as policy from './policy.ts';
import type { settingRows } from './setting-rows.ts';

export const settingHandlers: Record<keyof typeof settingRows, Handler<BucketExchange>> = {
  GetBucketLocation: buckets.getBucketLocation,
  GetBucketVersioning: buckets.getBucketVersioning,
  PutBucketVersioning: buckets.putBucketVersioning,
  GetObjectLockConfiguration: lock.getObjectLockConfiguration,
  PutObjectLockConfiguration: lock.putObjectLockConfiguration,
  GetBucketAcl: settings.getBucketAcl,
  PutBucketAcl: settings.putBucketAcl,
  GetBucketTagging: settings.getBucketTagging,
  PutBucketTagging: settings.putBucketTagging,
  DeleteBucketTagging: settings.deleteBucketTagging,
  GetBucketCors: settings.getBucketCors,
  PutBucketCors: settings.putBucketCors,
  DeleteBucketCors: settings.deleteBucketCors,
  GetBucketLifecycleConfiguration: lifecycle.getBucketLifecycle,
  PutBucketLifecycleConfiguration: lifecycle.putBucketLifecycle,
  DeleteBucketLifecycle: lifecycle.deleteBucketLifecycle,
  GetBucketPolicy: policy.getBucketPolicy,
  PutBucketPolicy: policy.putBucketPolicy,
  DeleteBucketPolicy: policy.deleteBucketPolicy,
  GetBucketPolicyStatus: policy.getBucketPolicyStatus,
  GetBucketWebsite: documents.website.get,
  PutBucketWebsite: documents.website.put,
  DeleteBucketWebsite: documents.website.remove,
  GetBucketEncryption: documents.encryption.get,
  PutBucketEncryption: documents.encryption.put,
  DeleteBucketEncryption: documents.encryption.remove,
  GetPublicAccessBlock: documents.publicAccessBlock.get,
  PutPublicAccessBlock: documents.publicAccessBlock.put,
  DeletePublicAccessBlock: documents.publicAccessBlock.remove,
  GetBucketOwnershipControls: documents.ownershipControls.get,
  PutBucketOwnershipControls: documents.ownershipControls.put,
  DeleteBucketOwnershipControls: documents.ownershipControls.remove,
  GetBucketRequestPayment: documents.requestPayment.get,
  PutBucketRequestPayment: documents.requestPayment.put,
  GetBucketLogging: documents.logging.get,
  PutBucketLogging: documents.logging.put,
  GetBucketAccelerateConfiguration: documents.accelerate.get,
  PutBucketAccelerateConfiguration: documents.accelerate.put,
};
