/**
 * What a server may or may not be able to do. Providers name what they lack; nothing else in the code asks which
 * provider it talks to.
 */
export type Capability =
  | 'bucket-accelerate'
  | 'bucket-acl'
  | 'bucket-analytics'
  | 'bucket-cors'
  | 'bucket-encryption'
  | 'bucket-intelligent-tiering'
  | 'bucket-inventory'
  | 'bucket-lifecycle'
  | 'bucket-list'
  | 'bucket-location'
  | 'bucket-logging'
  | 'bucket-metrics'
  | 'bucket-notification'
  | 'bucket-object-lock'
  | 'bucket-ownership'
  | 'bucket-policy'
  | 'bucket-public-access-block'
  | 'bucket-replication'
  | 'bucket-tagging'
  | 'bucket-versioning'
  | 'bucket-website'
  | 'checksums'
  | 'conditional-writes'
  | 'content-md5'
  | 'directory-buckets'
  | 'list-v2'
  | 'object-acl'
  | 'object-tagging'
  | 'request-payment';
