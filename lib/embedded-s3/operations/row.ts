import type { Permission } from '../access/grants.ts';

/**
 * How a request is told apart from others of its method and resource: the query parameters and the header it must carry.
 * `access` is what the caller must be allowed on the bucket; `object` leaves that to the handler, which knows the version.
 */
export interface OperationRow {
  method: string;
  resource: 'service' | 'bucket' | 'object';
  /** Parameters that make a request this operation, `name` or `name=value`. */
  query?: readonly string[];
  header?: string;
  /** Service that the signature must name, where two operations look the same but for that. */
  signedFor?: 's3express';
  /** Further parameters it knows. */
  parameters?: readonly string[];
  access: 'account' | 'owner' | 'object' | Permission;
}
