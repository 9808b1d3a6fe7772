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

/** A signed way to write an object anew, and what keeps it what it is. */
export interface SaveTicket {
  url: string;
  /** To be sent as they are. */
  headers: Record<string, string>;
  /** The server checks that nobody has written in between; else it was only compared when this was signed. */
  isConditional: boolean;
}

/** What bytes a viewer may ask for. Offsets count from 0; `end` is one past the last byte. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly the bytes of the range, as far as the object has them. */
  read: (start: number, end: number, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
}
