import type { KeyVersion } from '@/lib/objects/types';

/** What a copy has made. */
export interface CopiedObject {
  bucket: string;
  key: string;
  /** `null` where the bucket keeps no versions. */
  versionId: string | null;
  etag: string | null;
  /** What the copy could not bring along, one sentence each. */
  losses: string[];
}

export interface MovedObject extends CopiedObject {
  /** The delete marker that hides the original, where its bucket keeps versions. */
  marker: KeyVersion | null;
}
