'use client';

import { useId } from 'react';
import { GranteeField, GranteeKindSelect } from '@/components/acl/grantee-field';
import { describeGrantee, newGrantee } from '@/components/acl/grantees';
import { AclRemarks } from '@/components/bucket-settings/acl-remarks';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { ReferenceLink } from '@/components/ui/reference-link';
import { Select } from '@/components/ui/select';
import { findCannedAcl, type Acl, type AclGrant } from '@/lib/acl/grants';
import { defineEditor, type SettingFormProps, type SettingToolsProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import { acl } from './setting';

const permissions = [
  { value: 'full-control', label: 'Full control', description: 'All of what follows.' },
  { value: 'read', label: 'Read', description: 'List the objects, their versions and unfinished uploads.' },
  { value: 'write', label: 'Write', description: 'Create objects; overwrite and delete those that are there.' },
  { value: 'read-acp', label: 'Read the list', description: 'See this list of grants.' },
  { value: 'write-acp', label: 'Change the list', description: 'Change this list, and so take any right.' },
] as const;

const makeGrant = (): AclGrant => ({ grantee: newGrantee, permission: 'read' });

function describeGrant({ grantee, permission }: AclGrant, owner: Acl['owner']): string {
  const whom = grantee.kind === 'user' && grantee.id === owner?.id ? 'the owner' : describeGrantee(grantee);
  const may = permissions.find(({ value }) => value === permission)?.label ?? permission;
  return `${whom || '…'}: ${may.toLowerCase()}`;
}

function AclForm({ value, onChange, issues }: SettingFormProps<Acl>) {
  const ownerId = useId();
  const canned = findCannedAcl(value);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
        <dt className="flex items-center gap-1 text-ink-3">
          <span id={ownerId}>Owner</span>
          <ReferenceLink href={references.owner} labelId={ownerId} />
        </dt>
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
        <Field label="Who" reference={references.grantee}>
          <GranteeKindSelect grantee={grantee} onChange={(next) => onChange({ ...grant, grantee: next })} />
        </Field>
        <Field label="May" error={issues.at('permission')} reference={references.permission}>
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

function AclTools({ value, connection, bucket }: SettingToolsProps<Acl>) {
  return <AclRemarks acl={value} connection={connection} bucket={bucket} />;
}

export const editor = defineEditor(acl, AclForm, AclTools);
