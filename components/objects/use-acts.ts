'use client';

import { useRouter } from 'next/navigation';
import type { Dispatch, SetStateAction } from 'react';
import { useToast } from '@/components/ui/toast';
import { writeToClipboard } from '@/components/ui/write-to-clipboard';
import type { ConnectionView } from '@/lib/connections/types';
import { formatQuantity } from '@/lib/format/numbers';
import { isFolder, type ListingRows, type RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import { toObjectArn } from '@/lib/format/address';
import type { ChangedObject } from '@/lib/bulk/schema';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { ObjectActs } from '@/lib/commands/command';
import type { BucketTarget, ObjectTarget } from '@/lib/objects/schema';
import { getParentPrefix, toS3Uri } from '@/lib/client/location';
import { incompleteUploadsRoute, type BrowseState } from '@/lib/client/routes';
import { emptySearch } from '@/lib/search/query';
import type { TransferMode, TransferSubject } from '@/components/transfer/transfer-draft';
import type { Deletion } from './deletion';
import type { OpenDialog } from './dialogs';
import { downloadObjects } from './download';
import { goTo, note } from './use-browse-state';

interface ActsOptions {
  connection: ConnectionView;
  bucket: string;
  session: ListingSession;
  state: BrowseState;
  /** The text of the filter, which a search begins with. */
  filter: string;
  /** The active row, which commands are for when nothing is selected. */
  activeId: RowId | null;
  setDialog: Dispatch<SetStateAction<OpenDialog | null>>;
  look: (id: RowId) => void;
  refresh: () => void;
}

export interface BrowserActs extends ObjectActs {
  openRow: (id: RowId) => void;
  lookAtRow: (id: RowId) => void;
  downloadOne: (object: NamedObject) => void;
  deleteObject: (key: string, sizeBytes: number) => void;
}

/** An object, or one of its versions. */
type NamedObject = Pick<ObjectTarget, 'key' | 'versionId'>;

/** The folder of a prefix; what stands behind its last delimiter is the beginning of names. */
function toFolder(prefix: string, stem: string): string {
  return prefix.slice(0, prefix.length - stem.length);
}

/** The folder above; of a prefix that ends in the beginning of names, the folder these lie in. */
function toUpper(prefix: string, stem: string, delimiter: string): string {
  return stem === '' ? getParentPrefix(prefix, delimiter || '/') : toFolder(prefix, stem);
}

/** Of rows that are versions, these very versions; of others what is current. */
function toDeletion(rows: ListingRows, ids: readonly RowId[], target: BucketTarget): Deletion {
  const objects = ids.filter((id) => !isFolder(id));
  const versions = objects.flatMap((id) => {
    const version = rows.version(id);
    if (!version) return [];
    const { id: versionId, isMarker } = version;
    return [{ key: rows.key(id), versionId, isMarker, sizeBytes: rows.sizeBytes(id) }];
  });
  if (versions.length > 0) return { kind: 'versions', ...target, versions };
  return {
    kind: 'objects',
    selection: {
      ...target,
      objects: objects.map((id) => ({ key: rows.key(id), sizeBytes: rows.sizeBytes(id) })),
      prefixes: ids.filter(isFolder).map((id) => rows.key(id)),
    },
  };
}

/** The objects or versions among some rows. A delete marker can only be taken away, and the latest version needs no restoring. */
function toChanged(rows: ListingRows, ids: readonly RowId[], kind: SelectionChange): ChangedObject[] {
  return ids.flatMap((id) => {
    if (isFolder(id)) return [];
    const key = rows.key(id);
    const version = rows.version(id);
    if (!version) return [{ key }];
    const { id: versionId, isMarker, isLatest } = version;
    const isMeant = kind === 'restore' ? isMarker === isLatest : !isMarker;
    return isMeant ? [{ key, versionId, ...(isMarker && { isMarker }) }] : [];
  });
}

/** More objects are not changed while a dialog is open. */
const maxInDialog = 1000;

/** Folders and objects that are to be somewhere else. */
function toSubject(rows: ListingRows, ids: readonly RowId[], target: BucketTarget, from: string): TransferSubject {
  return {
    ...target,
    objects: ids.filter((id) => !isFolder(id)).map((id) => ({ key: rows.key(id), sizeBytes: rows.sizeBytes(id) })),
    prefixes: ids.filter(isFolder).map((id) => rows.key(id)),
    from,
  };
}

/** Few objects are changed while the dialog is open; folders, and many objects, by a job. */
function toChangeDialog(
  rows: ListingRows,
  ids: readonly RowId[],
  { from, ...target }: BucketTarget & { from: string },
  change: SelectionChange,
): OpenDialog | null {
  if (ids.length > maxInDialog || ids.some(isFolder)) {
    return { kind: 'change-by-job', change, selection: toSubject(rows, ids, target, from) };
  }
  const objects = toChanged(rows, ids, change);
  return objects.length === 0 ? null : { kind: 'change', change, objects, prefix: from };
}

/** Few objects are copied or moved while the dialog is open; folders, and many objects, by what may become a job. */
function toTransferDialog(
  rows: ListingRows,
  ids: readonly RowId[],
  { from, ...target }: BucketTarget & { from: string },
  wanted: TransferMode,
): OpenDialog | null {
  // Folders by another delimiter have no name to change, only a prefix.
  const mode = wanted === 'rename' && !ids.every((id) => rows.key(id).endsWith('/')) ? 'move' : wanted;
  const isFew = ids.length <= maxInDialog && !ids.some(isFolder);
  if (mode === 'rename' || !(isFew || ids.some((id) => !isFolder(id) && rows.version(id)))) {
    return ids.length === 0 ? null : { kind: 'transfer', mode, subject: toSubject(rows, ids, target, from) };
  }
  const objects = toChanged(rows, ids, mode);
  return objects.length === 0 ? null : { kind: 'change', change: mode, objects, prefix: from };
}

/** Shows a key in the folder it lies in. */
function reveal(key: string, delimiter: string): void {
  goTo({ prefix: getParentPrefix(key, delimiter || '/'), key });
}

/** Keys for the clipboard, in three spellings. */
function useCopyActs(
  { region }: ConnectionView,
  bucket: string,
  targetKeys: () => string[],
): Pick<ObjectActs, 'copyKeys' | 'copyUris' | 'copyArns'> {
  const toast = useToast();
  const copy = async (what: string, toLine: (key: string) => string): Promise<void> => {
    const lines = targetKeys().map(toLine);
    const isCopied = await writeToClipboard(lines.join('\n'));
    if (isCopied) toast.success(`Copied ${formatQuantity(lines.length, what)}`);
    else toast.info('The browser did not allow copying.');
  };
  return {
    copyKeys: () => void copy('key', (key) => key),
    copyUris: () => void copy('S3 URI', (key) => toS3Uri(bucket, key)),
    copyArns: () => void copy('ARN', (key) => toObjectArn(bucket, key, region)),
  };
}

/** What is done to everything in a place. */
function toPlaceActs(
  { prefix, at }: BrowseState,
  folder: string,
  setDialog: ActsOptions['setDialog'],
): Pick<ObjectActs, 'choosePast' | 'syncTo' | 'returnAll' | 'takeInventory' | 'purgeOlder'> {
  return {
    choosePast: () => setDialog({ kind: 'past', at }),
    syncTo: () => setDialog({ kind: 'sync', prefix: folder }),
    purgeOlder: () => setDialog({ kind: 'purge', prefix: folder }),
    takeInventory: () => setDialog({ kind: 'inventory', prefix: folder }),
    returnAll: () => {
      if (at !== null) setDialog({ kind: 'return-all', prefix, at });
    },
  };
}

/** What the user can do here. */
export function useActs(options: ActsOptions): BrowserActs {
  const { connection, bucket, session, state, filter, activeId, setDialog, look, refresh } = options;
  const { prefix, delimiter } = state;
  const toast = useToast();
  const router = useRouter();
  const { rows } = session.walk;
  const target = { connection: connection.id, bucket };

  const targets = (): RowId[] => {
    if (session.selection.getSnapshot().count > 0) return [...session.selection.ids()];
    return activeId === null ? [] : [activeId];
  };
  const targetKeys = (): string[] => targets().map((id) => rows.key(id));
  const withFirst = (act: (id: RowId) => void): void => {
    const [id] = targets();
    if (id !== undefined) act(id);
  };
  const download = (objects: NamedObject[]): void => {
    downloadObjects(target, objects).catch((error: unknown) => toast.error('The download could not start', error));
  };
  const downloadRows = (ids: RowId[]): void => {
    const held = ids.filter((id) => rows.version(id)?.isMarker !== true);
    if (held.length === 0) toast.info('A delete marker holds no data.');
    else download(held.map((id) => ({ key: rows.key(id), versionId: rows.version(id)?.id })));
  };
  const withHeld = (act: (object: NamedObject) => void): void =>
    withFirst((id) => {
      const version = rows.version(id);
      if (version?.isMarker) toast.info('A delete marker holds no data.');
      else act({ key: rows.key(id), versionId: version?.id });
    });
  const showRow = (id: RowId): void => note({ key: rows.key(id), versionId: rows.version(id)?.id ?? null });
  const openRow = (id: RowId): void => {
    if (isFolder(id)) goTo({ prefix: rows.key(id) });
    else showRow(id);
  };

  return {
    openRow,
    lookAtRow: look,
    downloadOne: (object) => download([object]),
    deleteObject: (key, sizeBytes) =>
      setDialog({
        kind: 'delete',
        deletion: { kind: 'objects', selection: { ...target, objects: [{ key, sizeBytes }], prefixes: [] } },
      }),
    open: () => withFirst(openRow),
    look: () => withFirst(look),
    showDetails: () => withFirst(showRow),
    download: () => downloadRows(targets()),
    share: () => withHeld((object) => setDialog({ kind: 'share', method: 'GET', ...object })),
    ...useCopyActs(connection, bucket, targetKeys),
    deleteSelected: () => {
      const ids = targets();
      if (ids.length > 0) setDialog({ kind: 'delete', deletion: toDeletion(rows, ids, target) });
    },
    createFolder: () => setDialog({ kind: 'create-folder' }),
    requestUpload: () => setDialog({ kind: 'share', key: toFolder(prefix, rows.stem), method: 'PUT' }),
    refresh,
    copyTo: () => withHeld((object) => setDialog({ kind: 'copy', mode: 'copy', ...object })),
    moveTo: () => withHeld((object) => setDialog({ kind: 'copy', mode: 'move', ...object })),
    editMetadata: () => withHeld((object) => setDialog({ kind: 'metadata', ...object })),
    changeSelected: (kind) => {
      const dialog = toChangeDialog(rows, targets(), { ...target, from: toFolder(prefix, rows.stem) }, kind);
      if (dialog) setDialog(dialog);
      else toast.info('Nothing of what is selected can be changed so.');
    },
    transferSelected: (mode) =>
      setDialog(toTransferDialog(rows, targets(), { ...target, from: toFolder(prefix, rows.stem) }, mode)),
    search: () => setDialog({ kind: 'search', prefix, search: state.search ?? { ...emptySearch, text: filter } }),
    reveal: () => withFirst((id) => reveal(rows.key(id), delimiter)),
    showIncompleteUploads: () => router.push(incompleteUploadsRoute(connection.id, bucket)),
    toggleVersions: () => goTo({ versions: !state.versions, at: null }),
    ...toPlaceActs(state, toFolder(prefix, rows.stem), setDialog),
    returnSelected: () => {
      const keys = targets().flatMap((id) => (isFolder(id) ? [] : [rows.key(id)]));
      if (state.at !== null && keys.length > 0) setDialog({ kind: 'return', keys, at: state.at });
    },
    goUp: () => goTo({ prefix: toUpper(prefix, rows.stem, delimiter) }),
  };
}
