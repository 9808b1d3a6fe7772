'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { TextInput } from '@/components/ui/text-input';
import { createFolderMutation } from '@/lib/objects/queries';
import type { BucketTarget } from '@/lib/objects/schema';

export interface CreateFolderDialogProps {
  target: BucketTarget;
  prefix: string;
  onClose: () => void;
  onCreated: (key: string) => void;
}

/** S3 keys are at most 1,024 bytes of UTF-8 (S3 User Guide, "Naming Amazon S3 objects"). */
const maxKeyBytes = 1024;

function findProblem(prefix: string, name: string): string | null {
  if (name === '') return null;
  const bytes = new TextEncoder().encode(`${prefix}${name}/`).length;
  return bytes > maxKeyBytes ? `The key would have ${bytes} bytes; S3 allows 1,024.` : null;
}

export function CreateFolderDialog({ target, prefix, onClose, onCreated }: CreateFolderDialogProps) {
  const [typed, setTyped] = useState('');
  const nameRef = useRef<HTMLInputElement>(null);
  const create = useMutation(createFolderMutation());
  const name = typed.replace(/\/$/u, '');
  const problem = findProblem(prefix, name);
  const submit = (): void => {
    if (name === '' || problem !== null || create.isPending) return;
    create.mutate({ ...target, prefix, name }, { onSuccess: ({ key }) => onCreated(key) });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="New folder"
      initialFocus={nameRef}
      description="S3 has no folders. This makes an empty object whose key ends in a slash, which every tool shows as one."
      onSubmit={submit}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={name === '' || problem !== null} pending={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <Field label="Name" error={problem}>
        <TextInput value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} ref={nameRef} />
      </Field>
      {name !== '' && (
        <p className="mt-2 text-sm break-all text-ink-3">
          Key: <KeyName text={`${prefix}${name}/`} className="font-mono" />
        </p>
      )}
      {create.error && <ErrorNotice className="mt-3" title="The folder was not created" error={create.error} />}
    </Dialog>
  );
}
