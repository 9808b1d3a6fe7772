'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useBuckets } from '@/components/buckets/use-buckets';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { copyObjectMutation, moveObjectMutation } from '@/lib/copying/queries';
import type { CopiedObject } from '@/lib/copying/types';
import { toAppError } from '@/lib/errors/app-error';
import type { ObjectTarget } from '@/lib/objects/schema';

interface CopyDialogProps {
  target: ObjectTarget;
  mode: 'copy' | 'move';
  onClose: () => void;
  onDone: (copied: CopiedObject) => void;
}

const texts = {
  copy: { title: 'Copy to', verb: 'Copy', failure: 'The object was not copied' },
  move: { title: 'Move or rename', verb: 'Move', failure: 'The object was not moved' },
} as const;

/** Suggests the connection's buckets; any other name can be typed. */
const bucketListId = 'copy-buckets';

/** Copies or moves one object within its bucket or to another of the connection. */
export function CopyDialog({ target, mode, onClose, onDone }: CopyDialogProps) {
  const [bucket, setBucket] = useState(target.bucket);
  const [key, setKey] = useState(target.key);
  const [mayReplace, setMayReplace] = useState(false);
  const copy = useMutation(copyObjectMutation());
  const move = useMutation(moveObjectMutation());
  const act = mode === 'copy' ? copy : move;
  const text = texts[mode];
  const isHere = bucket === target.bucket && key === target.key && target.versionId === undefined;
  const canSubmit = bucket !== '' && key !== '' && !isHere;
  const isTaken = act.error !== null && toAppError(act.error).code === 'conflict';
  const submit = (): void => {
    if (!canSubmit || act.isPending) return;
    const conflict = mayReplace ? 'replace' : 'refuse';
    act.mutate({ ...target, target: { bucket: bucket.trim(), key }, conflict }, { onSuccess: onDone });
  };
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open && !act.isPending) onClose();
      }}
      title={text.title}
      description={<KeyName text={target.key} />}
      onSubmit={submit}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={!canSubmit} pending={act.isPending}>
            {text.verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Bucket">
          <TextInput
            mono
            value={bucket}
            list={bucketListId}
            autoComplete="off"
            spellCheck={false}
            onValueChange={setBucket}
          />
        </Field>
        <BucketSuggestions connection={target.connection} />
        <Field
          label="Key"
          error={key.endsWith('/') && key !== target.key ? 'This would look like a folder: add a name.' : null}
        >
          <TextInput mono value={key} autoComplete="off" spellCheck={false} onValueChange={setKey} />
        </Field>
        <Switch
          label="Replace what is there"
          description="Otherwise an object that exists is left as it is."
          checked={mayReplace}
          onCheckedChange={setMayReplace}
        />
        {act.error && (
          <ErrorNotice title={isTaken ? 'There is an object of that key' : text.failure} error={act.error} />
        )}
      </div>
    </Dialog>
  );
}

function BucketSuggestions({ connection }: { connection: string }) {
  const { buckets } = useBuckets(connection);
  return (
    <datalist id={bucketListId}>
      {buckets.map(({ name }) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
