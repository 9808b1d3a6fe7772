export interface Bucket {
  name: string;
  /** Milliseconds since 1970, `null` where the server gives none. */
  created: number | null;
  region: string | null;
  /** `directory` buckets (S3 Express) list only by `/` and in no order. */
  kind: 'general' | 'directory';
}

export interface BucketPage {
  buckets: Bucket[];
  owner: { id: string; name: string | null } | null;
  /** Pass on to read the next page; `null` at the end. */
  next: string | null;
  /** The keys may not list buckets; `buckets` then holds only what the operator configured. */
  listingDenied: boolean;
}

/** What still lies in a bucket that would not be deleted. Counts stop at 1,000, which `isPartial` tells. */
export interface BucketContents {
  current: number;
  versions: number;
  uploads: number;
  isPartial: boolean;
}
