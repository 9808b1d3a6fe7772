'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { aclGroups, type AclGrantee } from '@/lib/acl/grants';
import type { Issues } from '@/lib/settings/issues';

const groups: { value: string; label: string; description: string }[] = [
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

const kinds = [
  { value: 'user', label: 'An account, by its id' },
  { value: 'email', label: 'An account, by email' },
  { value: 'group', label: 'A group' },
] as const;

const blankGrantees: Record<AclGrantee['kind'], AclGrantee> = {
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
      return groups.find(({ value }) => value === grantee.uri)?.label ?? grantee.uri;
    case 'email':
      return grantee.email;
    case 'user':
      return grantee.displayName ?? grantee.id;
  }
}

/** What kind of grantee it is. Another kind begins empty. */
export function GranteeKindSelect({ grantee, onChange }: Omit<GranteeFieldProps, 'issues'>) {
  return (
    <Select
      items={kinds}
      value={grantee.kind}
      onValueChange={(kind) => {
        if (kind !== grantee.kind) onChange(blankGrantees[kind]);
      }}
    />
  );
}

interface GranteeFieldProps {
  grantee: AclGrantee;
  onChange: (grantee: AclGrantee) => void;
  issues: Issues;
}

/** Which one it is, of its kind. */
export function GranteeField({ grantee, onChange, issues }: GranteeFieldProps) {
  switch (grantee.kind) {
    case 'user':
      return (
        <Field
          label="Canonical id"
          description={
            grantee.displayName === null || grantee.displayName === ''
              ? 'On Amazon S3 64 hexadecimal digits; elsewhere often the name of the user.'
              : `The server calls it ${grantee.displayName}.`
          }
          error={issues.at('id')}
        >
          <TextInput
            mono
            spellCheck={false}
            autoComplete="off"
            value={grantee.id}
            // The name belongs to the id that was there.
            onValueChange={(id) => onChange({ kind: 'user', id, displayName: null })}
          />
        </Field>
      );
    case 'email':
      return (
        <Field
          label="Email"
          description="Not every server knows accounts by email. Those that do answer with the id behind it."
          error={issues.at('email')}
        >
          <TextInput
            type="email"
            autoComplete="off"
            value={grantee.email}
            onValueChange={(email) => onChange({ kind: 'email', email })}
          />
        </Field>
      );
    case 'group':
      return (
        <Field label="Group" error={issues.at('uri')}>
          <Select
            items={
              groups.some(({ value }) => value === grantee.uri)
                ? groups
                : [...groups, { value: grantee.uri, label: grantee.uri }]
            }
            value={grantee.uri}
            onValueChange={(uri) => onChange({ kind: 'group', uri })}
          />
        </Field>
      );
  }
}
