/** What a grant allows; on a bucket (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions). */
export const aclPermissions = ['full-control', 'read', 'write', 'read-acp', 'write-acp'] as const;

export type AclPermission = (typeof aclPermissions)[number];

/** Groups S3 knows (same page, “Who is a grantee?”). */
export const aclGroups = {
  allUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  authenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
} as const;

/** An account. Servers fill in the display name, where they have one. */
export interface AclUser {
  /** Canonical id. */
  id: string;
  displayName: string | null;
}

export type AclGrantee =
  | ({ kind: 'user' } & AclUser)
  /** Servers that take one answer with the canonical id behind it. */
  | { kind: 'email'; email: string }
  | { kind: 'group'; uri: string };

export interface AclGrant {
  grantee: AclGrantee;
  permission: AclPermission;
}

export interface Acl {
  /** `null` only in what somebody is typing: it is never changed by a write. */
  owner: AclUser | null;
  grants: AclGrant[];
}

export const cannedAcls = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'log-delivery-write',
] as const;

const toGroup = (uri: string, ...permissions: AclPermission[]): AclGrant[] =>
  permissions.map((permission) => ({ grantee: { kind: 'group', uri }, permission }));

/** What each canned ACL gives beyond the owner's full control (same page, “Canned ACL”). */
const cannedGrants: Record<(typeof cannedAcls)[number], AclGrant[]> = {
  private: [],
  'public-read': toGroup(aclGroups.allUsers, 'read'),
  'public-read-write': toGroup(aclGroups.allUsers, 'read', 'write'),
  'authenticated-read': toGroup(aclGroups.authenticatedUsers, 'read'),
  'log-delivery-write': toGroup(aclGroups.logDelivery, 'write', 'read-acp'),
};

/** A canned ACL of a bucket as the grants it stands for. */
export function expandCannedAcl(name: (typeof cannedAcls)[number], owner: AclUser | null): Acl {
  const own: AclGrant[] = owner ? [{ grantee: { kind: 'user', ...owner }, permission: 'full-control' }] : [];
  return { owner, grants: [...own, ...structuredClone(cannedGrants[name])] };
}

/** The canned ACL that says the same, or `null`. */
export function findCannedAcl(acl: Acl): (typeof cannedAcls)[number] | null {
  return cannedAcls.find((name) => isSameAcl(expandCannedAcl(name, acl.owner), acl)) ?? null;
}

/** Whether a grant opens something to everybody, or to everybody with an account anywhere. */
export function isPublicGrant({ grantee }: AclGrant): boolean {
  return (
    grantee.kind === 'group' && (grantee.uri === aclGroups.allUsers || grantee.uri === aclGroups.authenticatedUsers)
  );
}

/** Whether the owner has a grant of full control, or the ACL names no owner to tell by. */
export function hasOwnersGrant({ owner, grants }: Acl): boolean {
  return (
    owner === null ||
    grants.some(
      ({ grantee, permission }) => permission === 'full-control' && grantee.kind === 'user' && grantee.id === owner.id,
    )
  );
}

/** The same list for something of another owner. */
export function replaceOwner({ owner, grants }: Acl, next: AclUser): Acl {
  const isOwner = (grantee: AclGrantee): boolean => grantee.kind === 'user' && grantee.id === owner?.id;
  return {
    owner: next,
    grants: grants.map((grant) => (isOwner(grant.grantee) ? { ...grant, grantee: { kind: 'user', ...next } } : grant)),
  };
}

function nameOf({ grantee, permission }: AclGrant): string {
  const whom = grantee.kind === 'user' ? grantee.id : grantee.kind === 'email' ? grantee.email : grantee.uri;
  return `${permission} ${grantee.kind} ${whom}`;
}

/**
 * Whether two ACLs say the same: in any order, each grant any number of times, whatever the display names. A server
 * answers an address of mail with the canonical id behind it, so an email in `wanted` may stand as a user in `kept`.
 */
export function isSameAcl(wanted: Acl, kept: Acl): boolean {
  if (wanted.owner && kept.owner && wanted.owner.id !== kept.owner.id) return false;
  const wantedNames = new Set(wanted.grants.map(nameOf));
  const keptNames = new Set(kept.grants.map(nameOf));
  const missing = [...wantedNames].filter((name) => !keptNames.has(name));
  const added = [...keptNames].filter((name) => !wantedNames.has(name));
  return (
    missing.length === added.length &&
    aclPermissions.every((permission) => {
      const emails = missing.filter((name) => name.startsWith(`${permission} email `)).length;
      const users = added.filter((name) => name.startsWith(`${permission} user `)).length;
      return emails === users;
    }) &&
    missing.every((name) => name.split(' ')[1] === 'email')
  );
}
