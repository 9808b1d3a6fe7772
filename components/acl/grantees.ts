import { aclGroups, type AclGrantee } from '@/lib/acl/grants';

/** Groups by the words for them. */
export const granteeGroups: { value: string; label: string; description: string }[] = [
  { value: aclGroups.allUsers, label: 'Everyone', description: 'AllUsers: with keys or without.' },
  {
    value: aclGroups.authenticatedUsers,
    label: 'Everyone with an account',
    description: 'AuthenticatedUsers: any account of the provider, not only yours.',
  },
  {
    value: aclGroups.logDelivery,
    label: 'Log delivery',
    description: 'LogDelivery: the service that writes access logs.',
  },
];

export const granteeKinds = [
  { value: 'user', label: 'An account, by its id' },
  { value: 'email', label: 'An account, by email' },
  { value: 'group', label: 'A group' },
] as const;

/** What one begins with, by its kind. */
export const blankGrantees: Record<AclGrantee['kind'], AclGrantee> = {
  user: { kind: 'user', id: '', displayName: null },
  email: { kind: 'email', email: '' },
  group: { kind: 'group', uri: aclGroups.authenticatedUsers },
};

/** Whom a grant begins with. */
export const newGrantee: AclGrantee = blankGrantees.user;

/** A grantee in a word; '' while nobody is named. */
export function describeGrantee(grantee: AclGrantee): string {
  switch (grantee.kind) {
    case 'group':
      return granteeGroups.find(({ value }) => value === grantee.uri)?.label ?? grantee.uri;
    case 'email':
      return grantee.email;
    case 'user':
      // Servers without names say an empty one.
      return grantee.displayName || grantee.id;
  }
}

const nameOf = (grantee: AclGrantee): string =>
  grantee.kind === 'user' ? grantee.id : grantee.kind === 'email' ? grantee.email : grantee.uri;

/** Whether somebody is named, as far as a form tells before it is sent. */
export function isNamed(grantee: AclGrantee): boolean {
  const name = nameOf(grantee).trim();
  return grantee.kind === 'email' ? /^[^\s@]+@[^\s@]+$/u.test(name) : name !== '';
}

/** Without the spaces that come along when a name is pasted. */
export function trimGrantee(grantee: AclGrantee): AclGrantee {
  if (grantee.kind === 'user') return { ...grantee, id: grantee.id.trim() };
  return grantee.kind === 'email' ? { ...grantee, email: grantee.email.trim() } : grantee;
}
