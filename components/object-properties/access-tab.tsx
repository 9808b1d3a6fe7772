'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { GranteeField, GranteeKindSelect } from '@/components/acl/grantee-field';
import { describeGrantee, isNamed, trimGrantee } from '@/components/acl/grantees';
import { Button, IconButton } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import {
  aclGroups,
  isPublicGrant,
  type Acl,
  type AclGrant,
  type AclGrantee,
  type AclPermission,
} from '@/lib/acl/grants';
import { accessQuery, writeAccessMutation } from '@/lib/object-properties/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import { references } from '@/lib/settings/acl/constants';
import { noIssues } from '@/lib/settings/issues';
import { PropertyState } from './property-state';
import { SaveBar } from './save-bar';

const permissionLabels: Record<AclPermission, string> = {
  read: 'read',
  write: 'write',
  'read-acp': 'read the access list',
  'write-acp': 'write the access list',
  'full-control': 'full control',
};

/** What an object can be granted; `write` means nothing for it (S3 User Guide, "ACL permissions"). */
const objectPermissions = (['read', 'read-acp', 'write-acp', 'full-control'] as const).map((value) => ({
  value,
  label: permissionLabels[value],
}));

const everyone: AclGrantee = { kind: 'group', uri: aclGroups.allUsers };

interface AccessTabProps {
  target: ObjectTarget;
  isReadOnly: boolean;
}

/** Who may do what with an object, by its access list. */
export function AccessTab({ target, isReadOnly }: AccessTabProps) {
  const query = useQuery(accessQuery(target));
  return (
    <PropertyState what="access list" query={query}>
      {query.data && (
        <AccessForm key={JSON.stringify(query.data)} target={target} access={query.data} isReadOnly={isReadOnly} />
      )}
    </PropertyState>
  );
}

function AccessForm({ target, access, isReadOnly }: AccessTabProps & { access: Acl }) {
  const [draft, setDraft] = useState(access.grants);
  const client = useQueryClient();
  const toast = useToast();
  const write = useMutation(writeAccessMutation());
  const isChanged = JSON.stringify(draft) !== JSON.stringify(access.grants);
  const save = (): void => {
    if (!isChanged || write.isPending) return;
    write.mutate(
      { ...target, grants: draft, seen: access.grants },
      {
        onSuccess: (saved) => {
          toast.success('Access list saved');
          client.setQueryData(accessQuery(target).queryKey, saved);
        },
      },
    );
  };
  return (
    <form
      noValidate
      aria-label="Access list"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {draft.some(isPublicGrant) && (
        <Callout tone="warn" className="mb-2.5">
          People you do not know may read this object.
        </Callout>
      )}
      <ul aria-label="Grants" className="rounded-lg border border-line">
        {draft.length === 0 && <li className="px-2.5 py-1.5 text-ink-3">No grants: not even for the owner.</li>}
        {draft.map((grant, index) => (
          <GrantRow
            key={index}
            grant={grant}
            ownerId={access.owner?.id ?? null}
            onRemove={isReadOnly ? null : () => setDraft(draft.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      {!isReadOnly && <AddGrant onAdd={(grant) => setDraft([...draft, grant])} />}
      <SaveBar
        isChanged={isChanged}
        problem={null}
        isPending={write.isPending}
        error={write.error}
        failure="The access list was not saved"
        onReset={() => {
          setDraft(access.grants);
          write.reset();
        }}
      />
    </form>
  );
}

interface GrantRowProps {
  grant: AclGrant;
  ownerId: string | null;
  onRemove: (() => void) | null;
}

function GrantRow({ grant: { grantee, permission }, ownerId, onRemove }: GrantRowProps) {
  const isOwner = grantee.kind === 'user' && grantee.id === ownerId;
  const who = `${describeGrantee(grantee)}${isOwner ? ' (owner)' : ''}`;
  return (
    <li className="flex items-center gap-2 border-b border-line py-1 pr-1 pl-2.5 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={who}>
          <KeyName text={who} />
        </span>
        <span className="block text-sm text-ink-3">{permissionLabels[permission]}</span>
      </span>
      {onRemove && (
        <IconButton label={`Remove ${permissionLabels[permission]} for ${who}`} size="small" onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}

function AddGrant({ onAdd }: { onAdd: (grant: AclGrant) => void }) {
  const [grantee, setGrantee] = useState<AclGrantee>(everyone);
  const [permission, setPermission] = useState<AclPermission>('read');
  return (
    <fieldset className="mt-4 flex flex-col gap-2.5">
      <legend className="mb-2 text-sm font-medium text-ink-2">Let in</legend>
      <Field label="Who" reference={references.grantee}>
        <GranteeKindSelect grantee={grantee} onChange={setGrantee} />
      </Field>
      <GranteeField grantee={grantee} onChange={setGrantee} issues={noIssues} />
      <Field label="May" reference={references.permission}>
        <Select items={objectPermissions} value={permission} onValueChange={setPermission} />
      </Field>
      <Button
        className="self-start"
        icon={<Plus size={13} aria-hidden="true" />}
        disabled={!isNamed(grantee)}
        onClick={() => onAdd({ grantee: trimGrantee(grantee), permission })}
      >
        Add
      </Button>
    </fieldset>
  );
}
