'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { accessQuery, writeAccessMutation } from '@/lib/object-properties/queries';
import type { AccessGrant, Permission } from '@/lib/object-properties/schema';
import type { ObjectAccess } from '@/lib/object-properties/types';
import type { ObjectTarget } from '@/lib/objects/schema';
import {
  describeGrantee,
  granteeChoices,
  isPublic,
  objectPermissions,
  permissionLabels,
  toGrantee,
  type GranteeChoice,
} from './grantees';
import { PropertyState } from './property-state';
import { SaveBar } from './save-bar';

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

function AccessForm({ target, access, isReadOnly }: AccessTabProps & { access: ObjectAccess }) {
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
      {isPublic(draft) && (
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
  grant: AccessGrant;
  ownerId: string | null;
  onRemove: (() => void) | null;
}

function GrantRow({ grant: { grantee, permission }, ownerId, onRemove }: GrantRowProps) {
  const who = describeGrantee(grantee, ownerId);
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

function AddGrant({ onAdd }: { onAdd: (grant: AccessGrant) => void }) {
  const [choice, setChoice] = useState<GranteeChoice>('everyone');
  const [typed, setTyped] = useState('');
  const [permission, setPermission] = useState<Permission>('READ');
  const grantee = toGrantee(choice, typed);
  return (
    <fieldset className="mt-3 flex flex-col gap-1.5">
      <legend className="mb-1 font-medium">Let in</legend>
      <Select<GranteeChoice> aria-label="Who" items={granteeChoices} value={choice} onValueChange={setChoice} />
      {(choice === 'user' || choice === 'email') && (
        <TextInput
          mono
          aria-label={choice === 'user' ? 'Canonical user id' : 'Email address'}
          placeholder={choice === 'user' ? 'canonical user id' : 'name@example.com'}
          value={typed}
          onValueChange={setTyped}
        />
      )}
      <div className="flex gap-1.5">
        <Select<Permission>
          aria-label="May"
          className="flex-1"
          items={objectPermissions.map((value) => ({ value, label: permissionLabels[value] }))}
          value={permission}
          onValueChange={setPermission}
        />
        <Button
          icon={<Plus size={13} aria-hidden="true" />}
          disabled={grantee === null}
          onClick={() => {
            if (grantee) onAdd({ grantee, permission });
          }}
        >
          Add
        </Button>
      </div>
    </fieldset>
  );
}
