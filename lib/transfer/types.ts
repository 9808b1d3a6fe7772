import type { RemoveOriginal } from './removal/operations';

/** What is known of an object's content without reading it. */
export interface Content {
  sizeBytes: number;
  /** Without quotes. `null` where the server tells none, or one that says nothing of the content. */
  etag: string | null;
  /** Milliseconds since 1970. */
  modified: number | null;
  versionId: string | null;
  /** Checksums of the object as a whole, each with the name of its algorithm before it. */
  checksums: readonly string[];
}

/** What is done where something stands at the target already. */
export type ConflictRule = 'skip' | 'overwrite' | 'newer' | 'different';

export interface Place {
  bucket: string;
  key: string;
  /** What is current, where not told. */
  versionId?: string;
}

/** One object to be brought to another place. */
export interface TransferInput {
  source: Place;
  target: Place;
  rule: ConflictRule;
  /** Deletes the original once its copy has been seen to be whole. */
  isMove: boolean;
  /** Brings the access list along, as far as it means something there. */
  keepsAccess: boolean;
  /** As the listing told it, where it did: tells a copy from something else when the original has gone. */
  listed: { sizeBytes: number; etag: string | null };
  /**
   * For a second try: what stands at the target and was written since this moment may be this very work's, half done.
   * Milliseconds since 1970 on the clock of the target's server; `null` on the first try.
   */
  repeatSince: number | null;
  /** A listing has just shown nothing at the target. What comes there all the same is dealt with as the rule says. */
  isFree?: boolean;
}

/** What goes on around a transfer that takes long. */
export interface TransferWays {
  /** Aborted when it is to stop; the transfer then fails with `cancelled`. */
  signal: AbortSignal;
  /** Waits until so many more bytes may pass through this server. */
  allowBytes(bytes: number): Promise<void>;
  /** Tells of more bytes that have arrived. */
  report(bytes: number): void;
  /** Deletes originals together with those of other transfers; each by itself where not given. */
  remove?: RemoveOriginal;
}

export interface Transferred {
  /** `skipped`: the rule leaves what stands there as it is, and the original too. */
  became: 'copied' | 'skipped';
  bytes: number;
  /** What could not be brought along, one sentence each. */
  losses: string[];
}
