export interface ObjectRetention {
  mode: string;
  /** Milliseconds since 1970; `null` where the server gave none. */
  until: number | null;
}

/** What keeps an object from being deleted. */
export interface ObjectLock {
  /** Only buckets made with object lock can protect objects. */
  isAvailable: boolean;
  retention: ObjectRetention | null;
  legalHold: boolean;
}

export interface ObjectPart {
  number: number;
  sizeBytes: number;
  checksum: string | null;
}

/** What GetObjectAttributes tells (API_GetObjectAttributes). */
export interface ObjectAttributes {
  checksums: { algorithm: string; value: string }[];
  checksumType: string | null;
  /** `null` for an object that was put in one piece. */
  partsCount: number | null;
  /** Some servers name single parts only where each has a checksum. */
  parts: ObjectPart[];
  /** The part to go on after; `null` at the end. */
  nextAfter: number | null;
}
