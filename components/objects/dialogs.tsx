'use client';

import dynamic from 'next/dynamic';
import type { ConnectionView } from '@/lib/connections/types';
import type { ObjectSelection } from '@/lib/objects/types';

const CreateFolderDialog = dynamic(() => import('./create-folder-dialog').then((module) => module.CreateFolderDialog), {
  ssr: false,
});
const DeleteDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteDialog), { ssr: false });
const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), { ssr: false });

/** The dialog that is open. */
export type OpenDialog =
  | { kind: 'create-folder' }
  | { kind: 'delete'; selection: ObjectSelection }
  | { kind: 'share'; key: string; method: 'GET' | 'PUT' };

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
  switch (open?.kind) {
    case undefined:
      return null;
    case 'create-folder':
      return (
        <CreateFolderDialog
          target={{ connection: connection.id, bucket }}
          prefix={prefix}
          onClose={onClose}
          onCreated={(key) => {
            onClose();
            onChanged(key);
          }}
        />
      );
    case 'delete':
      return (
        <DeleteDialog
          selection={open.selection}
          onClose={(hasDeleted) => {
            onClose();
            if (hasDeleted) onChanged(null);
          }}
        />
      );
    case 'share':
      return (
        <ShareDialog
          connection={connection}
          bucket={bucket}
          objectKey={open.key}
          method={open.method}
          onClose={onClose}
        />
      );
  }
}
