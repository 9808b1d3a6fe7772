'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { findNameProblem } from '@/lib/s3/bucket-names';
import { createBucketMutation } from '@/lib/buckets/queries';
import { objectsRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';

interface CreateBucketDialogProps {
  connection: ConnectionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface BucketDraft {
  name: string;
  region: string;
  versioning: boolean;
  objectLock: boolean;
}

const emptyDraft: BucketDraft = { name: '', region: '', versioning: false, objectLock: false };

export function CreateBucketDialog({ connection, open, onOpenChange }: CreateBucketDialogProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const [isSubmitted, setSubmitted] = useState(false);
  const create = useMutation(createBucketMutation(useQueryClient()));
  const toast = useToast();
  const router = useRouter();
  const problem = findNameProblem(draft.name);

  const submit = () => {
    setSubmitted(true);
    if (problem?.severity === 'refused' || create.isPending) return;
    const { name, versioning, objectLock } = draft;
    const region = draft.region.trim();
    create.mutate(
      { connection: connection.id, bucket: name, versioning, objectLock, ...(region !== '' && { region }) },
      {
        onSuccess: () => {
          onOpenChange(false);
          toast.success(`Created ${name}`, {
            action: { label: 'Open', run: () => router.push(objectsRoute(connection.id, name)) },
          });
        },
      },
    );
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      keepOpenOnOutsidePress
      title="New bucket"
      description={`On ${connection.name}`}
      onSubmit={submit}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create bucket
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NameField
          name={draft.name}
          onNameChange={(name) => setDraft({ ...draft, name })}
          isChecked={isSubmitted || draft.name.length > 2}
        />
        <Field label="Region" hint="optional" description={`Left empty: ${connection.region}, the connection’s own.`}>
          <TextInput
            value={draft.region}
            onValueChange={(region) => setDraft({ ...draft, region })}
            placeholder={connection.region}
            autoCapitalize="none"
            spellCheck={false}
            mono
          />
        </Field>
        <ProtectionSwitches connection={connection} draft={draft} onChange={setDraft} />
        {create.isError && <ErrorNotice error={create.error} title="The bucket was not created" />}
      </div>
    </Dialog>
  );
}

interface NameFieldProps {
  name: string;
  onNameChange: (name: string) => void;
  /** Too short a name is no mistake while it is being typed. */
  isChecked: boolean;
}

function NameField({ name, onNameChange, isChecked }: NameFieldProps) {
  const problem = findNameProblem(name);
  const isRefused = problem?.severity === 'refused';
  const error = isRefused && isChecked ? problem.message : null;
  const caution = problem?.severity === 'caution' ? problem.message : null;
  return (
    <Field
      label="Name"
      error={error}
      description={
        caution === null ? (
          '3 to 63 lowercase letters, digits, hyphens and dots. It cannot be changed later.'
        ) : (
          <span className="text-warn">{caution}</span>
        )
      }
    >
      <TextInput
        value={name}
        onValueChange={onNameChange}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        mono
      />
    </Field>
  );
}

interface ProtectionSwitchesProps {
  connection: ConnectionView;
  draft: BucketDraft;
  onChange: (draft: BucketDraft) => void;
}

/** Object lock can only be chosen here and needs versioning (S3 User Guide, "Object Lock considerations"). */
function ProtectionSwitches({ connection, draft, onChange }: ProtectionSwitchesProps) {
  const lacksVersioning = connection.lacks.includes('bucket-versioning');
  const lacksLock = connection.lacks.includes('bucket-object-lock');
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="Versioning"
        description={
          lacksVersioning
            ? `${connection.provider.name} has none.`
            : 'Overwritten and deleted objects are kept as older versions.'
        }
        checked={draft.versioning || draft.objectLock}
        disabled={lacksVersioning || draft.objectLock}
        onCheckedChange={(versioning) => onChange({ ...draft, versioning })}
      />
      <Switch
        label="Object lock"
        description={
          lacksLock
            ? `${connection.provider.name} has none.`
            : 'Versions can be held against deletion for a time. Brings versioning with it, and cannot be switched off.'
        }
        checked={draft.objectLock}
        disabled={lacksLock}
        onCheckedChange={(objectLock) => onChange({ ...draft, objectLock })}
      />
    </div>
  );
}
