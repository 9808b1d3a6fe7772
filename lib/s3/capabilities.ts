/**
 * What a server may or may not be able to do. Providers name what they lack; nothing else in the code asks which
 * provider it talks to.
 */
export type Capability =
  | 'bucket-acl'
  | 'bucket-cors'
  | 'bucket-list'
  | 'bucket-object-lock'
  | 'bucket-tagging'
  | 'bucket-versioning'
  | 'checksums'
  | 'conditional-writes'
  | 'content-md5'
  | 'directory-buckets'
  | 'list-v2'
  | 'object-acl'
  | 'object-tagging'
  | 'request-payment';
