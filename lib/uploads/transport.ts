/** Where an object goes. */
export interface ObjectAddress {
  connection: string;
  bucket: string;
  key: string;
}

/** A presigned request: its URL, and headers that belong to it but not to its signature. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
}

/** In the order they were asked for. */
export interface SignedRequests {
  requests: SignedRequest[];
  /** How long they are good for, counted from the answer, so that the browser's clock need not be right. */
  lifetimeSeconds: number;
}

/** A part as ListParts reports it: the truth about what has arrived. */
export interface StoredPart {
  partNumber: number;
  sizeBytes: number;
  /** Without quotes. '' when the server hides it. */
  etag: string;
}

export interface CompleteRequest extends ObjectAddress {
  uploadId: string;
  sizeBytes: number;
  partSizeBytes: number;
  partCount: number;
  /** The ETag that the MD5s of the parts make, `<md5 of md5s>-<count>`: recognises our object when a reply was lost. */
  expectedEtag: string;
  /** Replacing what is there was agreed to. */
  mayOverwrite: boolean;
}

/** What the server found after completing. Each is `null` when the server did not say. */
export interface CompletedUpload {
  sizeBytes: number | null;
  /** Without quotes. */
  etag: string | null;
  versionId: string | null;
}

export interface ExistingObject {
  key: string;
  sizeBytes: number;
  /** Milliseconds since 1970. */
  modified: number | null;
  /** Without quotes. */
  etag: string | null;
}

/**
 * What the engine asks of the server, every call one S3 operation or one batch of signatures. All values are plain; a
 * rejection is an AppError.
 */
export interface UploadTransport {
  begin(request: ObjectAddress & { contentType: string }): Promise<{ uploadId: string }>;
  signParts(request: ObjectAddress & { uploadId: string; partNumbers: number[] }): Promise<SignedRequests>;
  signPuts(request: {
    connection: string;
    bucket: string;
    objects: { key: string; mayOverwrite: boolean }[];
  }): Promise<SignedRequests>;
  /** All pages. Rejects with `not-found` when the upload is gone. */
  listParts(request: ObjectAddress & { uploadId: string }): Promise<StoredPart[]>;
  complete(request: CompleteRequest): Promise<CompletedUpload>;
  /** An upload that is gone already counts as aborted. */
  abort(request: ObjectAddress & { uploadId: string }): Promise<void>;
  /** Those of the keys that exist. */
  findExisting(request: { connection: string; bucket: string; keys: string[] }): Promise<ExistingObject[]>;
}
