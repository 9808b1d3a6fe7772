import { S3Error, invalidArgument } from '../errors.ts';
import type { EmbeddedUser } from '../options.ts';

export type Permission = 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
export const permissions = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'] as const;

/** One line of an access control list: an account or a predefined group, and what it may do. */
export interface Grant {
  grantee: { type: 'user'; id: string } | { type: 'group'; uri: string };
  permission: Permission;
}

/** S3 User Guide, "Access control list (ACL) overview", predefined groups. */
const allUsersGroup = 'http://acs.amazonaws.com/groups/global/AllUsers';
const authenticatedUsersGroup = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const logDeliveryGroup = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const publicGroups: readonly string[] = [allUsersGroup, authenticatedUsersGroup];
const groups: readonly string[] = [...publicGroups, logDeliveryGroup];

const group = (uri: string, permission: Permission): Grant => ({ grantee: { type: 'group', uri }, permission });
const user = (id: string, permission: Permission): Grant => ({ grantee: { type: 'user', id }, permission });

/** Grants of a canned ACL; same page, "Canned ACL". Throws `InvalidArgument` on a name that is none. */
export function cannedGrants(name: string, owner: string, bucketOwner: string): Grant[] {
  const own = user(owner, 'FULL_CONTROL');
  switch (name) {
    case 'private':
      return [own];
    case 'public-read':
      return [own, group(allUsersGroup, 'READ')];
    case 'public-read-write':
      return [own, group(allUsersGroup, 'READ'), group(allUsersGroup, 'WRITE')];
    case 'authenticated-read':
      return [own, group(authenticatedUsersGroup, 'READ')];
    case 'bucket-owner-read':
      return owner === bucketOwner ? [own] : [own, user(bucketOwner, 'READ')];
    case 'bucket-owner-full-control':
      return owner === bucketOwner ? [own] : [own, user(bucketOwner, 'FULL_CONTROL')];
    case 'log-delivery-write':
      return [own, group(logDeliveryGroup, 'WRITE'), group(logDeliveryGroup, 'READ_ACP')];
    default:
      throw invalidArgument('x-amz-acl', name, 'The canned ACL is not known.');
  }
}

/** Whether the grants let this account, or everybody when it is `null`, do what the permission names. */
export function isGranted(grants: readonly Grant[], account: string | null, needed: Permission): boolean {
  return grants.some(({ grantee, permission }) => {
    if (permission !== 'FULL_CONTROL' && permission !== needed) return false;
    if (grantee.type === 'user') return grantee.id === account;
    return grantee.uri === allUsersGroup || (grantee.uri === authenticatedUsersGroup && account !== null);
  });
}

/** Whether the grants let the service that delivers access logs write into a bucket. */
export function isGrantedToLogDelivery(grants: readonly Grant[]): boolean {
  return grants.some(({ grantee, permission }) => {
    const isMeant = grantee.type === 'group' && [logDeliveryGroup, allUsersGroup].includes(grantee.uri);
    return isMeant && (permission === 'WRITE' || permission === 'FULL_CONTROL');
  });
}

/** Whether a grant opens something to everybody, or to everybody with an account anywhere. */
export function isPublicGrant({ grantee }: Grant): boolean {
  return grantee.type === 'group' && publicGroups.includes(grantee.uri);
}

/** A group by its URI. Throws `InvalidArgument` when there is no such group. */
export function groupGrantee(uri: string): Grant['grantee'] {
  if (!groups.includes(uri)) throw invalidArgument('uri', uri, 'Invalid group uri');
  return { type: 'group', uri };
}

/** An account by its canonical id. Throws `InvalidArgument` when there is no such account. */
export function userGrantee(id: string, users: readonly EmbeddedUser[]): Grant['grantee'] {
  if (!users.some((candidate) => candidate.id === id)) throw invalidArgument('id', id, 'Invalid id');
  return { type: 'user', id };
}

const grantHeaders: Record<string, Permission> = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

function parseGrantees(value: string, users: readonly EmbeddedUser[]): Grant['grantee'][] {
  return value.split(',').map((item) => {
    const match = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]*)"?\s*$/.exec(item);
    if (match?.[1] === 'id') return userGrantee(match[2] ?? '', users);
    if (match?.[1] === 'uri') return groupGrantee(match[2] ?? '');
    throw match
      ? new S3Error('NotImplemented', { message: 'Grantees by email address are not implemented.' })
      : new S3Error('InvalidArgument', { message: 'Argument format not recognized' });
  });
}

/**
 * Grants that the headers of a PUT ask for, canned or one by one; `null` when they ask for none.
 * The two ways exclude each other.
 */
export function headerGrants(
  headers: ReadonlyMap<string, string>,
  who: { owner: string; bucketOwner: string; users: readonly EmbeddedUser[] },
): Grant[] | null {
  const canned = headers.get('x-amz-acl');
  const explicit = Object.entries(grantHeaders).flatMap(([header, permission]) => {
    const value = headers.get(header);
    return value === undefined ? [] : parseGrantees(value, who.users).map((grantee) => ({ grantee, permission }));
  });
  if (canned !== undefined && explicit.length > 0) {
    throw new S3Error('InvalidRequest', { message: 'Specifying both Canned ACLs and Header Grants is not allowed' });
  }
  if (canned !== undefined) return cannedGrants(canned, who.owner, who.bucketOwner);
  return explicit.length > 0 ? explicit : null;
}
