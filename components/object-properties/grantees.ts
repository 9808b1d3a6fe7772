import type { AccessGrant, Grantee, Permission } from '@/lib/object-properties/schema';

/** Predefined groups (S3 User Guide, "Access control list overview"). */
const groups = {
  everyone: 'http://acs.amazonaws.com/groups/global/AllUsers',
  authenticated: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
} as const;

export type GranteeChoice = keyof typeof groups | 'user' | 'email';

export const granteeChoices: readonly { value: GranteeChoice; label: string }[] = [
  { value: 'everyone', label: 'Everyone' },
  { value: 'authenticated', label: 'Any signed-in account' },
  { value: 'logDelivery', label: 'Log delivery' },
  { value: 'user', label: 'An account, by its id' },
  { value: 'email', label: 'An account, by email' },
];

export const permissionLabels: Record<Permission, string> = {
  READ: 'read',
  WRITE: 'write',
  READ_ACP: 'read the access list',
  WRITE_ACP: 'write the access list',
  FULL_CONTROL: 'full control',
};

/** WRITE means nothing for an object (S3 User Guide, "ACL permissions"). */
export const objectPermissions: readonly Permission[] = ['READ', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'];

/** What was chosen and typed as a grantee; `null` while it is not complete. */
export function toGrantee(choice: GranteeChoice, typed: string): Grantee | null {
  const text = typed.trim();
  if (choice === 'user') return text === '' ? null : { kind: 'user', id: text, name: '' };
  if (choice === 'email') return text.includes('@') ? { kind: 'email', email: text } : null;
  return { kind: 'group', uri: groups[choice] };
}

export function describeGrantee(grantee: Grantee, ownerId: string | null): string {
  if (grantee.kind === 'email') return grantee.email;
  if (grantee.kind === 'user') {
    const name = grantee.name || grantee.id;
    return grantee.id === ownerId ? `${name} (owner)` : name;
  }
  const known = Object.entries(groups).find(([, uri]) => uri === grantee.uri);
  return granteeChoices.find(({ value }) => value === known?.[0])?.label ?? grantee.uri;
}

/** Whether anybody at all is let in. */
export function isPublic(grants: readonly AccessGrant[]): boolean {
  return grants.some(
    ({ grantee }) =>
      grantee.kind === 'group' && (grantee.uri === groups.everyone || grantee.uri === groups.authenticated),
  );
}
