import type { ObjectAddress } from './transport';

/** One file on its way to one object. */
export interface UploadJob {
  readonly address: ObjectAddress;
  readonly body: Blob;
  readonly contentType: string;
  /** Whether an object of this name may be replaced. Changes when a person agrees to it after a conflict. */
  mayOverwrite: boolean;
}

/**
 * `waiting` for its turn → `preparing` (asking what the server has) → `uploading` → `completing` (the server joins the
 * parts) → `done`. `paused`, `failed` and `cancelled` are left again by resume or retry.
 */
export type UploadStatus =
  'waiting' | 'preparing' | 'uploading' | 'paused' | 'completing' | 'done' | 'failed' | 'cancelled';

/**
 * What was really checked. `content-md5`: every byte was sent with its MD5 for the endpoint to compare · `etag`: the
 * object's ETag is the one its bytes must have · `size`: HeadObject reports the size of the file.
 */
export type UploadCheck = 'content-md5' | 'etag' | 'size';

export interface UploadOutcome {
  /** Without quotes; `null` when nobody told. */
  etag: string | null;
  versionId: string | null;
  checks: UploadCheck[];
}

/**
 * What would mend a failure: `conflict`, an object of this name appeared, and replacing it needs leave · `session`,
 * signing in again · `network`, a connection · `other`, whatever the message says.
 */
export type UploadFailureKind = 'conflict' | 'session' | 'network' | 'other';

export interface UploadFailure {
  kind: UploadFailureKind;
  /** What happened and what to do. Shown as it is. */
  message: string;
  /** S3's code and request id, for a ticket. */
  detail: string | null;
}
