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

/** Older versions of a key, as far as one step counted. */
export interface OlderVersionsCount {
  versions: number;
  markers: number;
  bytes: number;
  next: ListingCursor | null;
}
