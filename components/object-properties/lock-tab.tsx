'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { lockQuery, writeLegalHoldMutation, writeRetentionMutation } from '@/lib/object-properties/queries';
import type { ObjectLock, ObjectRetention } from '@/lib/object-properties/types';
import type { ObjectTarget } from '@/lib/objects/schema';
import { fromLocalMinute, toLocalMinute } from './local-minute';
import { PropertyState } from './property-state';
import { SaveBar } from './save-bar';

interface LockTabProps {
  target: ObjectTarget;
  isReadOnly: boolean;
}

/** What keeps an object from being deleted: retention until a day, and a legal hold until somebody lifts it. */
export function LockTab({ target, isReadOnly }: LockTabProps) {
  const query = useQuery(lockQuery(target));
  return (
    <PropertyState what="protection" query={query}>
      {query.data && !query.data.isAvailable && (
        <Callout title="No object lock">
          Only objects of a bucket that was made with object lock can be protected from being deleted.
        </Callout>
      )}
      {query.data?.isAvailable && (
        <div className="flex flex-col gap-4">
          <LegalHold target={target} lock={query.data} isReadOnly={isReadOnly} />
          <RetentionForm
            key={JSON.stringify(query.data.retention)}
            target={target}
            lock={query.data}
            isReadOnly={isReadOnly}
          />
        </div>
      )}
    </PropertyState>
  );
}

/** What a write has read back becomes what is shown, and the details are read again. */
function useSaved(target: ObjectTarget, message: string): (lock: ObjectLock) => void {
  const client = useQueryClient();
  const toast = useToast();
  return (lock) => {
    toast.success(message);
    client.setQueryData(lockQuery(target).queryKey, lock);
    void client.invalidateQueries({ queryKey: ['object', target.connection, target.bucket, target.key] });
  };
}

function LegalHold({ target, lock, isReadOnly }: LockTabProps & { lock: ObjectLock }) {
  const write = useMutation(writeLegalHoldMutation());
  const handleSaved = useSaved(target, 'Legal hold changed');
  return (
    <div>
      <Switch
        label="Legal hold"
        description="This version cannot be deleted until the hold is lifted."
        checked={lock.legalHold}
        disabled={isReadOnly || write.isPending}
        onCheckedChange={(isOn) => write.mutate({ ...target, isOn }, { onSuccess: handleSaved })}
      />
      {write.error && <ErrorNotice className="mt-2" title="The legal hold was not changed" error={write.error} />}
    </div>
  );
}

type Mode = 'NONE' | 'GOVERNANCE' | 'COMPLIANCE';

const modes: readonly { value: Mode; label: string }[] = [
  { value: 'NONE', label: 'None' },
  { value: 'GOVERNANCE', label: 'Governance' },
  { value: 'COMPLIANCE', label: 'Compliance' },
];

function toDraft(retention: ObjectRetention | null): { mode: Mode; until: string } {
  return {
    mode: (retention?.mode ?? 'NONE') as Mode,
    until: retention?.until == null ? '' : toLocalMinute(retention.until),
  };
}

function RetentionForm({ target, lock: { retention }, isReadOnly }: LockTabProps & { lock: ObjectLock }) {
  const first = toDraft(retention);
  const [draft, setDraft] = useState(first);
  const [bypassGovernance, setBypass] = useState(false);
  const write = useMutation(writeRetentionMutation());
  const handleSaved = useSaved(target, 'Retention saved');
  const isChanged = draft.mode !== first.mode || (draft.mode !== 'NONE' && draft.until !== first.until);
  const until = fromLocalMinute(draft.until);
  const problem = isChanged && draft.mode !== 'NONE' && until === null ? 'Say until when.' : null;
  const save = (): void => {
    if (!isChanged || problem !== null || write.isPending) return;
    const next = draft.mode === 'NONE' || until === null ? null : { mode: draft.mode, until };
    write.mutate({ ...target, retention: next, bypassGovernance }, { onSuccess: handleSaved });
  };
  return (
    <form
      noValidate
      aria-label="Retention"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Retention">
        <Select<Mode>
          items={modes}
          value={draft.mode}
          disabled={isReadOnly}
          onValueChange={(mode) => setDraft({ ...draft, mode })}
        />
      </Field>
      {draft.mode !== 'NONE' && (
        <Field label="Until" hint="your time zone">
          <TextInput
            type="datetime-local"
            value={draft.until}
            disabled={isReadOnly}
            onValueChange={(value) => setDraft({ ...draft, until: value })}
          />
        </Field>
      )}
      {draft.mode === 'COMPLIANCE' && isChanged && (
        <Callout tone="warn">
          Nobody can shorten or lift compliance mode, not even the owner of the account. It can only be made longer.
        </Callout>
      )}
      {first.mode === 'GOVERNANCE' && isChanged && (
        <Switch
          label="Bypass governance"
          description="Needed to shorten or lift it. Takes the permission s3:BypassGovernanceRetention."
          checked={bypassGovernance}
          onCheckedChange={setBypass}
        />
      )}
      <SaveBar
        isChanged={isChanged}
        problem={problem}
        isPending={write.isPending}
        error={write.error}
        failure="The retention was not saved"
        onReset={() => {
          setDraft(first);
          write.reset();
        }}
      />
    </form>
  );
}
