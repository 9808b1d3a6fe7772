import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('LifecycleRule', {
    id: 'ID',
    isEnabled: 'Status',
    oldPrefix: 'Prefix',
    transitions: 'Transitions',
    expiration: 'Expiration',
    noncurrentTransitions: 'NoncurrentVersionTransitions',
    noncurrentExpiration: 'NoncurrentVersionExpiration',
  }),
  ...toReferences('Transition', { transitionDate: 'Date' }),
  ...toReferences('LifecycleExpiration', { removesExpiredMarkers: 'ExpiredObjectDeleteMarker' }),
  ...toReferences('AbortIncompleteMultipartUpload', { abortUploads: 'DaysAfterInitiation' }),
  filter: toReferences('LifecycleRuleFilter', {
    prefix: 'Prefix',
    tags: 'Tag',
    sizeGreaterThanBytes: 'ObjectSizeGreaterThan',
    sizeLessThanBytes: 'ObjectSizeLessThan',
  }),
  noncurrentTransition: toReferences('NoncurrentVersionTransition', {
    days: 'NoncurrentDays',
    newerVersions: 'NewerNoncurrentVersions',
  }),
  noncurrentEnd: toReferences('NoncurrentVersionExpiration', {
    days: 'NoncurrentDays',
    newerVersions: 'NewerNoncurrentVersions',
  }),
  // A header beside the document, and no field of a type.
  transitionMinimumSize:
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html' +
    '#AmazonS3-GetBucketLifecycleConfiguration-response-header-TransitionDefaultMinimumObjectSize',
};
