'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { Loading } from '@/components/ui/spinner';
import { TextInput } from '@/components/ui/text-input';
import { copyObjectMutation } from '@/lib/copying/queries';
import type { CopiedObject } from '@/lib/copying/types';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import {
  findMetadataProblem,
  storageClasses,
  systemFields,
  toMetadataChange,
  toMetadataDraft,
  type MetadataDraft,
} from './metadata-draft';
import { PairRows } from './pair-rows';

interface MetadataDialogProps {
  target: ObjectTarget;
  onClose: () => void;
  onSaved: (copied: CopiedObject) => void;
}

/** Headers, user metadata and class of an object. Saving writes the object anew onto itself. */
export function MetadataDialog(props: MetadataDialogProps) {
  const { data, error } = useQuery(objectDetailsQuery(props.target));
  if (data) return <LoadedDialog {...props} details={data} />;
  return (
    <Dialog
      open
      title="Metadata"
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      {error ? <ErrorNotice title="The metadata could not be read" error={error} /> : <Loading>Reading</Loading>}
    </Dialog>
  );
}

function LoadedDialog({ target, details: latest, onClose, onSaved }: MetadataDialogProps & { details: ObjectDetails }) {
  // What the person began with: a save of it is refused when the object has become another.
  const [details] = useState(latest);
  const [before] = useState(() => toMetadataDraft(details));
  const [draft, setDraft] = useState(before);
  const write = useMutation(copyObjectMutation());
  const problem = findMetadataProblem(draft);
  const change = toMetadataChange(before, draft);
  const save = (): void => {
    if (change === null || problem !== null || write.isPending) return;
    const { bucket, key } = target;
    const seen = { etag: details.etag, modified: details.modified };
    write.mutate({ ...target, target: { bucket, key }, conflict: 'replace', seen, ...change }, { onSuccess: onSaved });
  };
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Metadata"
      description={<KeyName text={target.key} />}
      onSubmit={save}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            variant="primary"
            disabled={change === null || problem !== null}
            pending={write.isPending}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <MetadataFields draft={draft} onChange={setDraft} />
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <Callout>
          S3 cannot change these in place: the object is copied onto itself. Tags, access list, lock and encryption
          stay; the date changes, and with versioning the object as it is now stays as an older version.
        </Callout>
        {details.missingMetadata > 0 && (
          <Callout tone="warn">
            The server holds user metadata that it cannot send. Saving other metadata loses it.
          </Callout>
        )}
        {write.error && <ErrorNotice title="The metadata was not saved" error={write.error} />}
      </div>
    </Dialog>
  );
}

interface MetadataFieldsProps {
  draft: MetadataDraft;
  onChange: (draft: MetadataDraft) => void;
}

function MetadataFields({ draft, onChange }: MetadataFieldsProps) {
  const classes = [...new Set([...storageClasses, draft.storageClass])];
  return (
    <>
      <div className="grid gap-2.5 min-[680px]:grid-cols-2">
        {systemFields.map(({ name, header, placeholder }) => (
          <Field key={name} label={header}>
            <TextInput
              value={draft.system[name]}
              placeholder={placeholder}
              autoComplete="off"
              spellCheck={false}
              onValueChange={(value) => onChange({ ...draft, system: { ...draft.system, [name]: value } })}
            />
          </Field>
        ))}
        <Field label="Storage class">
          <Select
            items={classes.map((value) => ({ value, label: value }))}
            value={draft.storageClass}
            onValueChange={(storageClass) => onChange({ ...draft, storageClass })}
          />
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1 font-medium">User metadata</legend>
        <PairRows what="entry" pairs={draft.user} max={100} onChange={(user) => onChange({ ...draft, user })} />
      </fieldset>
    </>
  );
}
