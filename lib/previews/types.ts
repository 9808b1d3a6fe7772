/** The ways an object can be looked at. `hex` takes anything. */
export const viewers = [
  'image',
  'video',
  'audio',
  'pdf',
  'text',
  'markdown',
  'json',
  'table',
  'parquet',
  'archive',
  'hex',
] as const;

export type Viewer = (typeof viewers)[number];

/** A signed way to an object's bytes, and what the object was when it was signed. */
export interface PreviewLink {
  url: string;
  /** How long the link lives, in milliseconds from its making; browsers' clocks may be wrong, so no date is compared. */
  lifetimeMs: number;
  sizeBytes: number;
  /** Without quotes. */
  etag: string | null;
  /** Milliseconds since 1970. */
  modified: number | null;
  /** The stored Content-Type, for show only: it never chooses a viewer. */
  contentType: string | null;
  /** The stored Content-Encoding: bytes are shown as they are stored. */
  contentEncoding: string | null;
  /** Must be restored before it can be read. */
  isArchived: boolean;
}

/** What bytes a viewer may ask for. Offsets count from 0; `end` is one past the last byte. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly the bytes of the range, as far as the object has them. */
  read: (start: number, end: number, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
}
