'use client';

import dynamic from 'next/dynamic';
import type { ConnectionView } from '@/lib/connections/types';
import type { DeletionResult } from './delete-dialog';
import type { Deletion } from './deletion';
import { useObjectChanged } from './use-object-changed';
import { useUndo } from './use-undo';

const CreateFolderDialog = dynamic(() => import('./create-folder-dialog').then((module) => module.CreateFolderDialog), {
  ssr: false,
});
const DeleteDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteDialog), { ssr: false });
const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), { ssr: false });

/** The dialog that is open. */
export type OpenDialog =
  | { kind: 'create-folder' }
  | { kind: 'delete'; deletion: Deletion }
  | { kind: 'share'; key: string; versionId?: string | undefined; method: 'GET' | 'PUT' };

interface DialogsProps {
  open: OpenDialog | null;
  connection: ConnectionView;
  bucket: string;
  prefix: string;
  onClose: () => void;
  /** What the list shows has changed; the key, if one, to come back to. */
  onChanged: (key: string | null) => void;
}

/** Each is loaded when it is first opened. */
export function Dialogs({ open, connection, bucket, prefix, onClose, onChanged }: DialogsProps) {
  const target = { connection: connection.id, bucket };
  const offerUndo = useUndo(target);
  const forgetObjects = useObjectChanged(target);
  const handleDeleted = (result: DeletionResult): void => {
    onClose();
    if (result.deleted === 0) return;
    forgetObjects();
    onChanged(null);
    offerUndo(result);
  };
  switch (open?.kind) {
    case undefined:
      return null;
    case 'create-folder':
      return (
        <CreateFolderDialog
          target={target}
          prefix={prefix}
          onClose={onClose}
          onCreated={(key) => {
            onClose();
            onChanged(key);
          }}
        />
      );
    case 'delete':
      return <DeleteDialog deletion={open.deletion} onClose={handleDeleted} />;
    case 'share':
      return (
        <ShareDialog
          connection={connection}
          bucket={bucket}
          objectKey={open.key}
          versionId={open.versionId}
          method={open.method}
          onClose={onClose}
        />
      );
  }
}
