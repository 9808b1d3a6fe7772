import type { ListingCursor } from '@/lib/listing/page';
import type { DeleteProgress, KeyVersion } from '@/lib/objects/types';

/** One version or delete marker of an object (API_ObjectVersion, API_DeleteMarkerEntry). */
export interface ObjectVersion {
  versionId: string;
  isLatest: boolean;
  /** It stands for "deleted" and holds no data. */
  isMarker: boolean;
  sizeBytes: number;
  /** Milliseconds since 1970; `null` where the server gave none. */
  modified: number | null;
  etag: string;
  storageClass: string;
  owner: string;
}

/** Some versions of one key, newest first. */
export interface Timeline {
  versions: ObjectVersion[];
  /** Where older ones go on; `null` when there are none. */
  next: ListingCursor | null;
}

/** Versions as somebody selected them. */
export interface SelectedVersion extends KeyVersion {
  sizeBytes: number;
  isMarker: boolean;
}

/** One step of removing older versions. */
export interface OlderVersionsProgress extends DeleteProgress {
  next: ListingCursor | null;
}

/** What it takes to have a key again as it was at a moment. Nothing of its history is removed but markers. */
export type ReturnStep =
  | { kind: 'none'; key: string }
  /** The version that was current then is copied on top. */
  | { kind: 'copy'; key: string; versionId: string; sizeBytes: number }
  /** It was current then and is hidden by markers alone. */
  | { kind: 'unhide'; key: string; markers: string[] }
  /** It was not there then: a delete marker hides what has come since. */
  | { kind: 'hide'; key: string; sizeBytes: number }
  | { kind: 'failed'; key: string; code: string; message: string };

/** Older versions of a key, as far as one step counted. */
export interface OlderVersionsCount {
  versions: number;
  markers: number;
  bytes: number;
  next: ListingCursor | null;
}
