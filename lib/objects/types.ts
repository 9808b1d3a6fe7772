import type { ListingCursor } from '@/lib/listing/page';

/** What HeadObject tells (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html), in our words. */
export interface ObjectDetails {
  key: string;
  sizeBytes: number;
  modified: number | null;
  etag: string | null;
  versionId: string | null;
  storageClass: string | null;
  /** Content-Type, Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires, website redirect … */
  systemMetadata: { name: string; value: string }[];
  userMetadata: { name: string; value: string }[];
  /** Headers of user metadata that could not be expressed (x-amz-missing-meta). */
  missingMetadata: number;
  checksums: { algorithm: string; value: string }[];
  checksumType: string | null;
  encryption: { algorithm: string; keyId: string | null; bucketKey: boolean } | null;
  lock: { mode: string | null; retainUntil: number | null; legalHold: boolean } | null;
  restore: string | null;
  archiveStatus: string | null;
  replicationStatus: string | null;
  partsCount: number | null;
  tagCount: number | null;
  expiration: string | null;
}

export type Versioning = 'enabled' | 'suspended' | 'off' | 'unknown';

/** Objects by key and folders by prefix, as somebody selected them. */
export interface ObjectSelection {
  connection: string;
  bucket: string;
  /** Objects, with their size where the listing told it. */
  objects: { key: string; sizeBytes: number }[];
  prefixes: string[];
}

/** What a delete would remove, counted before anybody confirms. */
export interface DeletePlan {
  keys: number;
  bytes: number;
  /** The counting stopped at its limit; there is more. */
  isPartial: boolean;
  /** With versioning a delete leaves a marker and the data stays; versions themselves go for good. */
  versioning: Versioning | 'for-good';
}

/** A version, or a delete marker, by its full name. */
export interface KeyVersion {
  key: string;
  versionId: string;
}

export interface DeleteFailure {
  key: string;
  versionId?: string;
  code: string;
  message: string;
}

/** One step of a running delete. */
export interface DeleteProgress {
  /** Keys deleted in this step. */
  deleted: number;
  failures: DeleteFailure[];
  /** Delete markers that it made: taking them away undoes it. */
  markers: KeyVersion[];
}

/** One step of deleting everything under a prefix. */
export interface PrefixDeleteProgress extends DeleteProgress {
  /** Where the next step goes on; `null` when nothing is left. */
  next: ListingCursor | null;
}

/** Keys and bytes under a prefix, as far as one step counted. */
export interface CountProgress {
  keys: number;
  bytes: number;
  next: ListingCursor | null;
}
