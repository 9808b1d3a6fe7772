import { getObjectAttributes } from './attributes.ts';
import * as buckets from './buckets.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { listDirectoryBuckets } from './directory-buckets.ts';
import type { BucketExchange, Exchange, Handler, ObjectExchange } from './exchange.ts';
import { listMetrics, listRecentMetrics } from './list-metrics.ts';
import * as lists from './lists.ts';
import * as lock from './object-lock.ts';
import * as objectSettings from './object-settings.ts';
import { copyObject } from './objects-copy.ts';
import { deleteObject, deleteObjects } from './objects-delete.ts';
import { getObject } from './objects-read.ts';
import { putObject } from './objects-write.ts';
import { postObject } from './post-object.ts';
import { uploadPart, uploadPartCopy } from './parts.ts';
import { restoreObject } from './restore.ts';
import { listBuckets } from './service.ts';
import { createSession } from './sessions.ts';
import { settingHandlers } from './setting-handlers.ts';
import type { BucketOperation, ObjectOperation, ServiceOperation } from './table.ts';
import { getObjectTorrent } from './torrent.ts';
import * as uploads from './uploads.ts';

/** What is asked at the path of a bucket, and needs none. */
type WithoutBucket = 'CreateBucket' | 'ListMetricsOfLevel' | 'ListRecentMetricsOfLevel';

/** Operations that need no bucket yet. */
export const serviceHandlers: Record<ServiceOperation | WithoutBucket, Handler<Exchange>> = {
  ListMetrics: listMetrics,
  ListRecentMetrics: listRecentMetrics,
  ListMetricsOfLevel: listMetrics,
  ListRecentMetricsOfLevel: listRecentMetrics,
  ListBuckets: listBuckets,
  ListDirectoryBuckets: listDirectoryBuckets,
  CreateBucket: buckets.createBucket,
};

export const bucketHandlers: Record<Exclude<BucketOperation, WithoutBucket>, Handler<BucketExchange>> = {
  HeadBucket: buckets.headBucket,
  DeleteBucket: buckets.deleteBucket,
  CreateSession: createSession,
  ...settingHandlers,
  ListObjects: lists.listObjects,
  ListObjectsV2: lists.listObjectsV2,
  ListObjectVersions: lists.listObjectVersions,
  ListMultipartUploads: uploads.listMultipartUploads,
  DeleteObjects: deleteObjects,
  PostObject: postObject,
};

export const objectHandlers: Record<ObjectOperation, Handler<ObjectExchange>> = {
  GetObject: getObject,
  HeadObject: getObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  GetObjectAttributes: getObjectAttributes,
  GetObjectTorrent: getObjectTorrent,
  GetObjectTagging: objectSettings.getObjectTagging,
  PutObjectTagging: objectSettings.putObjectTagging,
  DeleteObjectTagging: objectSettings.deleteObjectTagging,
  GetObjectAcl: objectSettings.getObjectAcl,
  PutObjectAcl: objectSettings.putObjectAcl,
  GetObjectRetention: lock.getObjectRetention,
  PutObjectRetention: lock.putObjectRetention,
  GetObjectLegalHold: lock.getObjectLegalHold,
  PutObjectLegalHold: lock.putObjectLegalHold,
  RestoreObject: restoreObject,
  CreateMultipartUpload: uploads.createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ListParts: uploads.listParts,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: uploads.abortMultipartUpload,
};
