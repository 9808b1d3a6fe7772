'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import type { ConnectionView } from '@/lib/connections/types';
import { createLinkMutation } from '@/lib/sharing/queries';
import { ShareForm, initialShareDraft, toLinkInput, type ShareDraft } from './share-form';
import { ShareResult } from './share-result';

export interface ShareDialogProps {
  connection: ConnectionView;
  bucket: string;
  /** An object; or, for an upload link, the prefix its key begins with. */
  objectKey: string;
  /** A version of it; the current one when left out. */
  versionId?: string | undefined;
  method: 'GET' | 'PUT';
  onClose: () => void;
}

/** Makes a presigned link and says exactly when it dies. */
export function ShareDialog({ connection, bucket, objectKey, versionId = '', method, onClose }: ShareDialogProps) {
  const [draft, setDraft] = useState<ShareDraft>(() => ({ ...initialShareDraft, method, key: objectKey, versionId }));
  // Read once: the form must not change its mind while it is filled in.
  const [now] = useState(() => Date.now());
  const firstFieldRef = useRef<HTMLInputElement>(null);
  const create = useMutation(createLinkMutation());
  const input = toLinkInput(draft, { connection, bucket, now });
  const change = (part: Partial<ShareDraft>): void => {
    create.reset();
    setDraft((last) => ({ ...last, ...part }));
  };
  const submit = (): void => {
    if (input && !create.isPending) create.mutate(input);
  };
  return (
    <Dialog
      open
      width="medium"
      initialFocus={firstFieldRef}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={method === 'PUT' ? 'Upload link' : 'Share'}
      description={method === 'PUT' ? 'Whoever has the link may put one object here.' : <KeyName text={objectKey} />}
      onSubmit={submit}
      footer={
        <>
          <DialogClose>
            <Button>Close</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={input === null} pending={create.isPending}>
            {create.data ? 'Make another' : 'Make the link'}
          </Button>
        </>
      }
    >
      <ShareForm firstFieldRef={firstFieldRef} draft={draft} connection={connection} now={now} onChange={change} />
      {create.error && <ErrorNotice className="mt-3" title="No link was made" error={create.error} />}
      {create.data && <ShareResult link={create.data} hasSessionToken={connection.hasSessionToken} />}
    </Dialog>
  );
}
