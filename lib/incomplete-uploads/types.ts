import type { NamedUpload, UploadCursor } from './schema';

/** A multipart upload that was begun and neither completed nor aborted (API_MultipartUpload). */
export interface IncompleteUpload extends NamedUpload {
  /** Milliseconds since 1970; `null` where the server gave none. */
  initiated: number | null;
  initiator: string;
  storageClass: string;
  /**
   * The checksum that every part of it has to come with, such as `CRC32`; `null` where parts need none (API_MultipartUpload,
   * "ChecksumType").
   */
  partChecksum: string | null;
}

export interface UploadPage {
  uploads: IncompleteUpload[];
  /** `null` at the end. */
  next: UploadCursor | null;
}

/** What has been sent of an upload. */
export interface UploadSize extends NamedUpload {
  /** `null` when it could not be read: the upload has ended meanwhile, or these keys may not look. */
  bytes: number | null;
  parts: number | null;
}

export interface AbortFailure extends NamedUpload {
  code: string;
  message: string;
}

export interface AbortResult {
  aborted: number;
  failures: AbortFailure[];
}
