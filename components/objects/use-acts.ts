'use client';

import type { Dispatch, SetStateAction } from 'react';
import { useToast } from '@/components/ui/toast';
import { writeToClipboard } from '@/components/ui/write-to-clipboard';
import type { ConnectionView } from '@/lib/connections/types';
import { formatQuantity } from '@/lib/format/numbers';
import { isFolder, type RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import { toObjectArn } from '@/lib/format/address';
import type { ObjectActs } from '@/lib/objects/commands';
import { getParentPrefix, toS3Uri } from '@/lib/client/location';
import type { OpenDialog } from './dialogs';
import { downloadObjects } from './download';
import { goTo, note } from './use-browse-state';

interface ActsOptions {
  connection: ConnectionView;
  bucket: string;
  session: ListingSession;
  prefix: string;
  delimiter: string;
  /** The active row, which commands are for when nothing is selected. */
  activeId: RowId | null;
  setDialog: Dispatch<SetStateAction<OpenDialog | null>>;
  refresh: () => void;
}

export interface BrowserActs extends ObjectActs {
  openRow: (id: RowId) => void;
  downloadKeys: (keys: string[]) => void;
  deleteObject: (key: string, sizeBytes: number) => void;
}

/** The folder of a prefix; what stands behind its last delimiter is the beginning of names. */
function toFolder(prefix: string, stem: string): string {
  return prefix.slice(0, prefix.length - stem.length);
}

/** What the user can do here. */
export function useActs(options: ActsOptions): BrowserActs {
  const { connection, bucket, session, prefix, delimiter, activeId, setDialog, refresh } = options;
  const toast = useToast();
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
  const copy = async (lines: string[], what: string): Promise<void> => {
    const isCopied = await writeToClipboard(lines.join('\n'));
    if (isCopied) toast.success(`Copied ${formatQuantity(lines.length, what)}`);
    else toast.info('The browser did not allow copying.');
  };
  const downloadKeys = (keys: string[]): void => {
    downloadObjects(target, keys).catch((error: unknown) => toast.error('The download could not start', error));
  };
  const openRow = (id: RowId): void => {
    if (isFolder(id)) goTo({ prefix: rows.key(id) });
    else note({ key: rows.key(id) });
  };

  return {
    openRow,
    downloadKeys,
    deleteObject: (key, sizeBytes) =>
      setDialog({ kind: 'delete', selection: { ...target, objects: [{ key, sizeBytes }], prefixes: [] } }),
    open: () => withFirst(openRow),
    showDetails: () => withFirst((id) => note({ key: rows.key(id) })),
    download: () => downloadKeys(targetKeys()),
    share: () => withFirst((id) => setDialog({ kind: 'share', key: rows.key(id), method: 'GET' })),
    copyKeys: () => void copy(targetKeys(), 'key'),
    copyUris: () =>
      void copy(
        targetKeys().map((key) => toS3Uri(bucket, key)),
        'S3 URI',
      ),
    copyArns: () =>
      void copy(
        targetKeys().map((key) => toObjectArn(bucket, key, connection.region)),
        'ARN',
      ),
    deleteSelected: () => {
      const ids = targets();
      const objects = ids
        .filter((id) => !isFolder(id))
        .map((id) => ({ key: rows.key(id), sizeBytes: rows.sizeBytes(id) }));
      const prefixes = ids.filter(isFolder).map((id) => rows.key(id));
      if (ids.length > 0) setDialog({ kind: 'delete', selection: { ...target, objects, prefixes } });
    },
    createFolder: () => setDialog({ kind: 'create-folder' }),
    requestUpload: () => setDialog({ kind: 'share', key: toFolder(prefix, rows.stem), method: 'PUT' }),
    refresh,
    goUp: () => {
      const folder = toFolder(prefix, rows.stem);
      goTo({ prefix: rows.stem === '' ? getParentPrefix(prefix, delimiter || '/') : folder });
    },
  };
}
