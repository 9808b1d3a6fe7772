import type { PrincipalKind } from './document';

/** What somebody who reads or changes a bucket's policy should know of the place. What could not be found out is `null`. */
export interface PolicySurroundings {
  /** Canonical id of the signed-in keys' account; on a Ceph Object Gateway the name of the user. */
  callerId: string | null;
  /** Canonical id of the bucket's owner. */
  ownerId: string | null;
  /** Whether the console speaks TLS with the endpoint. */
  isSecure: boolean;
  /** Whether the server calls the policy that is there public. */
  isPublic: boolean | null;
  /** Kinds of principals that this provider passes over in silence. */
  ignoredPrincipals: PrincipalKind[];
}
