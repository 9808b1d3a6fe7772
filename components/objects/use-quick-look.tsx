'use client';

import dynamic from 'next/dynamic';
import { useState, type ReactNode, type RefObject } from 'react';
import type { GridHandle } from '@/components/ui/grid/grid';
import { useToast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connections/types';
import { findObject } from '@/lib/listing/neighbours';
import { isFolder, type RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import { downloadObjects } from './download';
import { note } from './use-browse-state';

/** Loaded when somebody first looks. */
const QuickLook = dynamic(() => import('@/components/previews/quick-look').then((module) => module.QuickLook), {
  ssr: false,
});

interface QuickLookOptions {
  connection: ConnectionView;
  bucket: string;
  session: ListingSession;
  gridRef: RefObject<GridHandle | null>;
}

/** What is looked at, by its name: a list that is read again has other rows. */
interface Shown {
  /** Of the list it was chosen in. */
  prefix: string;
  key: string;
  versionId: string | undefined;
}

/** The way to look at one object after another, and what is shown meanwhile. The active row of the list goes along. */
export function useQuickLook({ connection, bucket, session, gridRef }: QuickLookOptions): {
  look: (id: RowId) => void;
  quickLook: ReactNode;
} {
  const toast = useToast();
  const [shown, setShown] = useState<Shown | null>(null);
  const { rows } = session.walk;
  const toShown = (id: RowId): Shown => ({
    prefix: rows.prefix,
    key: rows.key(id),
    versionId: rows.version(id)?.id,
  });
  const look = (id: RowId): void => {
    if (isFolder(id)) toast.info('A folder has nothing to look at. Enter opens it.');
    else if (rows.version(id)?.isMarker === true) toast.info('A delete marker holds no data.');
    else setShown(toShown(id));
  };
  if (shown?.prefix !== rows.prefix) return { look, quickLook: null };

  const { key, versionId } = shown;
  // Gone for a moment while the list is read again, as after an edit.
  const id = rows.find(key, versionId ?? null);
  const before = id === null ? null : findObject(session.view, id, -1);
  const after = id === null ? null : findObject(session.view, id, 1);
  const show = (next: RowId): void => {
    setShown(toShown(next));
    gridRef.current?.reveal(next);
    // So that there is a next one when somebody gets there.
    const isLast = findObject(session.view, next, 1) === null;
    if (isLast && session.walk.getSnapshot().status === 'more') session.walk.loadMore();
  };
  const target = { connection: connection.id, bucket };
  const close = (): void => setShown(null);
  return {
    look,
    quickLook: (
      <QuickLook
        target={{ ...target, key, versionId }}
        isReadOnly={connection.readOnly}
        onPrevious={before === null ? null : () => show(before)}
        onNext={after === null ? null : () => show(after)}
        onDownload={() => {
          downloadObjects(target, [{ key, versionId }]).catch((error: unknown) =>
            toast.error('The download could not start', error),
          );
        }}
        onShowDetails={() => {
          close();
          note({ key, versionId: versionId ?? null });
        }}
        onClose={close}
      />
    ),
  };
}
