'use client';

import { AclRemarks } from '@/components/bucket-settings/acl-remarks';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { aclGroups, findCannedAcl, type Acl, type AclGrant, type AclGrantee } from '@/lib/acl/grants';
import { defineEditor, type SettingFormProps, type SettingToolsProps } from '../define';
import type { Issues } from '../issues';
import { acl } from './setting';

const permissions = [
  { value: 'full-control', label: 'Full control', description: 'All of what follows.' },
  { value: 'read', label: 'Read', description: 'List the objects, their versions and unfinished uploads.' },
  { value: 'write', label: 'Write', description: 'Create objects; overwrite and delete those that are there.' },
  { value: 'read-acp', label: 'Read the list', description: 'See this list of grants.' },
  { value: 'write-acp', label: 'Change the list', description: 'Change this list, and so take any right.' },
] as const;

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

const makeGrant = (): AclGrant => ({ grantee: blankGrantees.user, permission: 'read' });

const labelOf = (items: readonly { value: string; label: string }[], value: string): string =>
  items.find((item) => item.value === value)?.label ?? value;

function describeGrant({ grantee, permission }: AclGrant, owner: Acl['owner']): string {
  const whom =
    grantee.kind === 'group'
      ? labelOf(groups, grantee.uri)
      : grantee.kind === 'email'
        ? grantee.email
        : grantee.id === owner?.id
          ? 'the owner'
          : (grantee.displayName ?? grantee.id);
  return `${whom || '…'}: ${labelOf(permissions, permission).toLowerCase()}`;
}

function AclForm({ value, onChange, issues }: SettingFormProps<Acl>) {
  const canned = findCannedAcl(value);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
        <dt className="text-ink-3">Owner</dt>
        <dd className="flex min-h-[26px] min-w-0 items-center gap-1">
          {value.owner ? (
            <>
              {value.owner.displayName && <span className="truncate">{value.owner.displayName}</span>}
              <code className="min-w-0 truncate font-mono text-sm text-ink-2">{value.owner.id}</code>
              <CopyButton text={value.owner.id} what="owner’s id" />
            </>
          ) : (
            'stays as it is'
          )}
        </dd>
        <dt className="text-ink-3">Same as</dt>
        <dd>{canned ? <code className="font-mono text-sm">{canned}</code> : 'no canned ACL'}</dd>
      </dl>
      <ItemList
        label="Grants"
        item="grant"
        items={value.grants}
        onItemsChange={(grants) => onChange({ ...value, grants })}
        makeItem={makeGrant}
        describe={(grant) => describeGrant(grant, value.owner)}
        error={issues.at('grants')}
        emptyText="No grant, not even for the owner."
      >
        {(grant, index, change) => (
          <GrantFields grant={grant} onChange={change} issues={issues.below('grants', index)} />
        )}
      </ItemList>
    </div>
  );
}

interface GrantFieldsProps {
  grant: AclGrant;
  onChange: (grant: AclGrant) => void;
  issues: Issues;
}

function GrantFields({ grant, onChange, issues }: GrantFieldsProps) {
  const { grantee, permission } = grant;
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Who">
          <Select
            items={kinds}
            value={grantee.kind}
            onValueChange={(kind) => {
              if (kind !== grantee.kind) onChange({ ...grant, grantee: blankGrantees[kind] });
            }}
          />
        </Field>
        <Field label="May" error={issues.at('permission')}>
          <Select
            items={permissions}
            value={permission}
            onValueChange={(next) => onChange({ ...grant, permission: next })}
          />
        </Field>
      </div>
      <GranteeField
        grantee={grantee}
        onChange={(next) => onChange({ ...grant, grantee: next })}
        issues={issues.below('grantee')}
      />
    </>
  );
}

interface GranteeFieldProps {
  grantee: AclGrantee;
  onChange: (grantee: AclGrantee) => void;
  issues: Issues;
}

function GranteeField({ grantee, onChange, issues }: GranteeFieldProps) {
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

function AclTools({ value, connection, bucket }: SettingToolsProps<Acl>) {
  return <AclRemarks acl={value} connection={connection} bucket={bucket} />;
}

export const editor = defineEditor(acl, AclForm, AclTools);
