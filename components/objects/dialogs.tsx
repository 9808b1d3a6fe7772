'use client';

import dynamic from 'next/dynamic';
import { useToast } from '@/components/ui/toast';
import { toS3Uri } from '@/lib/client/location';
import type { ConnectionView } from '@/lib/connections/types';
import type { CopiedObject } from '@/lib/copying/types';
import { announceListingChange } from '@/lib/listing/changes';
import type { BucketTarget } from '@/lib/objects/schema';
import type { ChangedObject } from '@/lib/bulk/schema';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { SearchQuery } from '@/lib/search/query';
import type { LargeSelection } from '@/components/bulk/change-job-dialog';
import type { TransferMode, TransferSubject } from '@/components/transfer/transfer-draft';
import type { ObjectVersion } from '@/lib/versions/types';
import type { DeletionResult } from './delete-dialog';
import type { Deletion } from './deletion';
import { goTo, note } from './use-browse-state';
import { useObjectChanged } from './use-object-changed';

const CreateFolderDialog = dynamic(() => import('./create-folder-dialog').then((module) => module.CreateFolderDialog), {
  ssr: false,
});
const DeleteDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteDialog), { ssr: false });
const CopyDialog = dynamic(() => import('./copy-dialog').then((module) => module.CopyDialog), { ssr: false });
const MetadataDialog = dynamic(
  () => import('@/components/object-properties/metadata-dialog').then((module) => module.MetadataDialog),
  { ssr: false },
);
const RestoreDialog = dynamic(
  () => import('@/components/object-properties/restore-dialog').then((module) => module.RestoreDialog),
  { ssr: false },
);
const ChangeDialog = dynamic(() => import('@/components/bulk/change-dialog').then((module) => module.ChangeDialog), {
  ssr: false,
});
const ChangeJobDialog = dynamic(
  () => import('@/components/bulk/change-job-dialog').then((module) => module.ChangeJobDialog),
  { ssr: false },
);
const SyncDialog = dynamic(() => import('@/components/transfer/sync-dialog').then((module) => module.SyncDialog), {
  ssr: false,
});
const TransferDialog = dynamic(
  () => import('@/components/transfer/transfer-dialog').then((module) => module.TransferDialog),
  { ssr: false },
);
const PastDialog = dynamic(() => import('@/components/versions/past-dialog').then((module) => module.PastDialog), {
  ssr: false,
});
const ReturnDialog = dynamic(
  () => import('@/components/versions/return-dialog').then((module) => module.ReturnDialog),
  {
    ssr: false,
  },
);
const CompareDialog = dynamic(
  () => import('@/components/versions/compare-dialog').then((module) => module.CompareDialog),
  { ssr: false },
);
const ReturnJobDialog = dynamic(
  () => import('@/components/versions/return-job-dialog').then((module) => module.ReturnJobDialog),
  { ssr: false },
);
const PurgeDialog = dynamic(() => import('@/components/versions/purge-dialog').then((module) => module.PurgeDialog), {
  ssr: false,
});
const InventoryDialog = dynamic(
  () => import('@/components/jobs/inventory-dialog').then((module) => module.InventoryDialog),
  { ssr: false },
);
const SearchDialog = dynamic(() => import('@/components/search/search-dialog').then((module) => module.SearchDialog), {
  ssr: false,
});
const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), { ssr: false });

/** The dialog that is open. */
export type OpenDialog =
  | { kind: 'create-folder' }
  | { kind: 'delete'; deletion: Deletion }
  | { kind: 'copy'; mode: 'copy' | 'move'; key: string; versionId?: string | undefined }
  | { kind: 'metadata'; key: string; versionId?: string | undefined }
  | { kind: 'restore'; key: string; versionId?: string | undefined }
  | { kind: 'compare'; key: string; versions: readonly ObjectVersion[]; before: string; after: string }
  | { kind: 'change'; change: SelectionChange; objects: readonly ChangedObject[]; prefix: string }
  | { kind: 'change-by-job'; change: SelectionChange; selection: LargeSelection }
  | { kind: 'sync'; prefix: string }
  | { kind: 'inventory'; prefix: string }
  | { kind: 'purge'; prefix: string }
  | { kind: 'return-all'; prefix: string; at: number }
  | { kind: 'transfer'; mode: TransferMode; subject: TransferSubject }
  | { kind: 'past'; at: number | null }
  | { kind: 'return'; keys: readonly string[]; at: number }
  | { kind: 'search'; search: SearchQuery; prefix: string }
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

/** What follows when the act of a dialog is done: the dialog goes, and what is shown is read again. */
function useOutcomes(target: BucketTarget, onClose: () => void, onChanged: (key: string | null) => void) {
  const forgetObjects = useObjectChanged(target);
  const toast = useToast();
  const handleCopied = (mode: 'copy' | 'move', copied: CopiedObject): void => {
    onClose();
    forgetObjects();
    const isHere = copied.bucket === target.bucket;
    announceListingChange({ connection: target.connection, bucket: copied.bucket, prefix: copied.key });
    if (mode === 'move') note({ key: null });
    if (mode === 'move' || isHere) onChanged(isHere ? copied.key : null);
    toast.success(mode === 'copy' ? 'Copied' : 'Moved', {
      description: [toS3Uri(copied.bucket, copied.key), ...copied.losses].join(' '),
    });
  };
  const handleSaved = (what: string): void => {
    onClose();
    forgetObjects();
    onChanged(null);
    toast.success(what);
  };
  const handleDeleted = (result: DeletionResult): void => {
    onClose();
    if (result.deleted === 0) return;
    forgetObjects();
    onChanged(null);
    // Loaded with the first delete that can be undone.
    if (result.markers?.length) {
      void import('./offer-undo').then((module) => module.offerUndo(toast, target, result, () => forgetObjects('')));
    }
  };
  const handleChanged = (isChanged: boolean): void => {
    onClose();
    if (!isChanged) return;
    forgetObjects();
    onChanged(null);
  };
  return { handleChanged, handleDeleted, handleCopied, handleSaved };
}

/** Each is loaded when it is first opened. */
export function Dialogs({ open, connection, bucket, prefix, onClose, onChanged }: DialogsProps) {
  const target = { connection: connection.id, bucket };
  const outcomes = useOutcomes(target, onClose, onChanged);
  const { handleChanged, handleDeleted } = outcomes;
  if (open === null) return null;
  switch (open.kind) {
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
    case 'change':
      return (
        <ChangeDialog
          kind={open.change}
          target={target}
          objects={open.objects}
          prefix={open.prefix}
          onClose={handleChanged}
        />
      );
    case 'change-by-job':
      return <ChangeJobDialog kind={open.change} selection={open.selection} onClose={handleChanged} />;
    case 'return-all':
      return <ReturnJobDialog target={target} prefix={open.prefix} at={open.at} onClose={onClose} />;
    case 'inventory':
      return <InventoryDialog {...target} prefix={open.prefix} onClose={onClose} />;
    case 'purge':
      return <PurgeDialog connection={connection} bucket={bucket} prefix={open.prefix} onClose={onClose} />;
    case 'sync':
      return <SyncDialog {...target} prefix={open.prefix} onClose={onClose} />;
    case 'transfer':
      return <TransferDialog mode={open.mode} subject={open.subject} onClose={handleChanged} />;
    case 'past':
      return (
        <PastDialog
          at={open.at}
          onClose={onClose}
          onChoose={(at) => {
            onClose();
            goTo({ at, versions: false });
          }}
        />
      );
    case 'return':
      return <ReturnDialog target={target} keys={open.keys} at={open.at} onClose={handleChanged} />;
    case 'search':
      return (
        <SearchDialog
          bucket={bucket}
          prefix={open.prefix}
          search={open.search}
          onClose={onClose}
          onSearch={(search) => {
            onClose();
            goTo({ search, versions: false, at: null });
          }}
        />
      );
    default:
      return (
        <OneObjectDialog open={open} connection={connection} bucket={bucket} onClose={onClose} outcomes={outcomes} />
      );
  }
}

interface OneObjectDialogProps extends Pick<DialogsProps, 'connection' | 'bucket' | 'onClose'> {
  open: Extract<OpenDialog, { key: string }>;
  outcomes: ReturnType<typeof useOutcomes>;
}

/** What is asked about a single object, or one of its versions. */
function OneObjectDialog({ open, connection, bucket, onClose, outcomes }: OneObjectDialogProps) {
  const { handleCopied, handleSaved } = outcomes;
  const target = { connection: connection.id, bucket };
  switch (open.kind) {
    case 'copy':
      return (
        <CopyDialog
          target={{ ...target, key: open.key, versionId: open.versionId }}
          mode={open.mode}
          onClose={onClose}
          onDone={(copied) => handleCopied(open.mode, copied)}
        />
      );
    case 'metadata':
      return (
        <MetadataDialog
          target={{ ...target, key: open.key, versionId: open.versionId }}
          onClose={onClose}
          onSaved={() => handleSaved('Metadata saved')}
        />
      );
    case 'compare':
      return (
        <CompareDialog
          target={{ ...target, key: open.key }}
          versions={open.versions}
          before={open.before}
          after={open.after}
          isReadOnly={connection.readOnly}
          onClose={onClose}
        />
      );
    case 'restore':
      return (
        <RestoreDialog
          target={{ ...target, key: open.key, versionId: open.versionId }}
          onClose={onClose}
          onAsked={() => handleSaved('The restore was asked for')}
        />
      );
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
