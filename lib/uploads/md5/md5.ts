/** MD5 of some bytes, 16 bytes long. S3 takes it in `Content-MD5` (RFC 1864) and gives it back as an ETag. */
export type Md5 = Uint8Array<ArrayBuffer>;

export interface HashedBody {
  md5: Md5;
  /** The very bytes that were hashed, when they were to be kept. */
  bytes: ArrayBuffer | null;
}

export interface HashOptions {
  signal: AbortSignal;
  /** So that what is sent next need not be read again; the body then has to fit into memory. */
  keepsBytes?: boolean;
}

/** Computes the MD5 of a body; rejects when the signal aborts or the file can no longer be read. */
export type HashBody = (body: Blob, options: HashOptions) => Promise<HashedBody>;

export function toHex(md5: Md5): string {
  return Array.from(md5, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function toBase64(md5: Md5): string {
  return btoa(String.fromCharCode(...md5));
}

/** Whether an ETag is a plain MD5. With SSE-KMS, SSE-C or several parts it is something else (S3 API, "Object"). */
export function isMd5Etag(etag: string): boolean {
  return /^[0-9a-f]{32}$/iu.test(etag);
}

/** The bytes whose MD5, followed by `-<count>`, is the ETag of a multipart upload. */
export function joinMd5s(md5s: readonly Md5[]): Blob {
  return new Blob([...md5s]);
}
