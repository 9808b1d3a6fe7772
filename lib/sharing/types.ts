/** A presigned link and the moment it dies. */
export interface SharedLink {
  url: string;
  method: 'GET' | 'PUT';
  /** Milliseconds since 1970. Links of temporary keys die with the keys, if that is sooner. */
  expires: number;
  /** The same as a command line, quoted for a POSIX shell. */
  curl: string;
}
