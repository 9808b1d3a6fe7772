/** A connection as the browser may see it: no credentials, no internal endpoint beyond its host. */
export interface ConnectionView {
  id: string;
  name: string;
  /** Host of the endpoint, for display. */
  host: string;
  /** Origin that presigned URLs point at. */
  publicOrigin: string;
  /** Host behind the names of buckets where they are served as websites; `null` where only the provider may know. */
  websiteDomain: string | null;
  region: string;
  provider: { id: string; name: string };
  addressing: 'path' | 'virtual' | 'auto';
  readOnly: boolean;
  credentials: 'user' | 'static';
  /** Signed in, or needing no sign-in. */
  isOpen: boolean;
  /** When the session for this connection ends, in milliseconds since 1970; `null` when it does not. */
  expires: number | null;
  /** Public half of the key pair in use. */
  accessKeyId: string | null;
  /** Temporary keys: what they sign dies with them, at a time only their issuer knows. */
  hasSessionToken: boolean;
  /** What this provider lacks, so that screens need not offer it. */
  lacks: string[];
}

/** The health line of a connection. */
export interface ConnectionHealth {
  reachable: boolean;
  /** Server clock minus ours, in milliseconds; `null` when the server sent no Date. */
  clockSkewMs: number | null;
  addressing: 'path' | 'virtual';
  provider: { id: string; name: string; version: string | null };
  /** Permissions that listing needs and these keys lack, such as `s3:ListAllMyBuckets`. */
  missingPermissions: string[];
  roundTripMs: number | null;
  problem: string | null;
}
