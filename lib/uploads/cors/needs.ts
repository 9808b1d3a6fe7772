/** What a page wants to do with a bucket by presigned URLs. */
export const corsPurposes = ['upload', 'read', 'edit'] as const;

export type CorsPurpose = (typeof corsPurposes)[number];

/** What a page sends to a bucket, and wants to read of its answers. */
export interface CorsNeed {
  /** Asked for first; the others come along when a rule is added. */
  method: 'GET' | 'PUT';
  otherMethods: readonly string[];
  /** Headers beyond those that every page may send: the preflight asks for exactly these. */
  headers: readonly string[];
  /** Headers that are allowed when a rule is added, though not every browser asks for them. */
  otherHeaders: readonly string[];
  /** Of answers. Without them less is known, but nothing fails. */
  exposed: readonly string[];
}

export const corsNeeds: Record<CorsPurpose, CorsNeed> = {
  // The ETag is compared with the MD5 that was computed here.
  upload: {
    method: 'PUT',
    otherMethods: [],
    headers: ['content-md5', 'content-type', 'if-none-match'],
    otherHeaders: [],
    exposed: ['ETag'],
  },
  // A range of one piece needs no leave (https://fetch.spec.whatwg.org/#cors-safelisted-request-header); older browsers ask.
  read: {
    method: 'GET',
    otherMethods: ['HEAD'],
    headers: [],
    otherHeaders: ['range'],
    exposed: ['ETag', 'Content-Range'],
  },
  // What an object keeps when its content is written anew travels in headers that are signed, so that nobody else can choose them.
  edit: {
    method: 'PUT',
    otherMethods: [],
    headers: [
      'cache-control',
      'content-disposition',
      'content-encoding',
      'content-language',
      'content-type',
      'expires',
      'if-match',
      'x-amz-*',
    ],
    otherHeaders: [],
    exposed: ['ETag', 'x-amz-version-id'],
  },
};
