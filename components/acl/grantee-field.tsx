'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { AclGrantee } from '@/lib/acl/grants';
import type { Issues } from '@/lib/settings/issues';
import { granteeReferences as references } from '@/lib/settings/references';
import { blankGrantees, granteeGroups, granteeKinds } from './grantees';

/** What kind of grantee it is. Another kind begins empty. */
export function GranteeKindSelect({ grantee, onChange }: Omit<GranteeFieldProps, 'issues'>) {
  return (
    <Select
      items={granteeKinds}
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
          reference={references.id}
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
          reference={references.email}
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
        <Field label="Group" error={issues.at('uri')} reference={references.group}>
          <Select
            items={
              granteeGroups.some(({ value }) => value === grantee.uri)
                ? granteeGroups
                : [...granteeGroups, { value: grantee.uri, label: grantee.uri }]
            }
            value={grantee.uri}
            onValueChange={(uri) => onChange({ kind: 'group', uri })}
          />
        </Field>
      );
  }
}
