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

/** The way to look at one object after another, and what is shown meanwhile. The active row of the list goes along. */
export function useQuickLook({ connection, bucket, session, gridRef }: QuickLookOptions): {
  look: (id: RowId) => void;
  quickLook: ReactNode;
} {
  const toast = useToast();
  const [shown, setShown] = useState<{ session: ListingSession; id: RowId } | null>(null);
  const { rows } = session.walk;
  const look = (id: RowId): void => {
    if (isFolder(id)) toast.info('A folder has nothing to look at. Enter opens it.');
    else if (rows.version(id)?.isMarker === true) toast.info('A delete marker holds no data.');
    else setShown({ session, id });
  };
  // Another listing has other rows.
  if (shown?.session !== session) return { look, quickLook: null };

  const { id } = shown;
  const toTarget = (): { key: string; versionId: string | undefined } => ({
    key: rows.key(id),
    versionId: rows.version(id)?.id,
  });
  const target = { connection: connection.id, bucket };
  const before = findObject(session.view, id, -1);
  const after = findObject(session.view, id, 1);
  const show = (next: RowId): void => {
    setShown({ session, id: next });
    gridRef.current?.reveal(next);
    // So that there is a next one when somebody gets there.
    const isLast = findObject(session.view, next, 1) === null;
    if (isLast && session.walk.getSnapshot().status === 'more') session.walk.loadMore();
  };
  const close = (): void => setShown(null);
  return {
    look,
    quickLook: (
      <QuickLook
        target={{ ...target, ...toTarget() }}
        isReadOnly={connection.readOnly}
        onPrevious={before === null ? null : () => show(before)}
        onNext={after === null ? null : () => show(after)}
        onDownload={() => {
          downloadObjects(target, [toTarget()]).catch((error: unknown) =>
            toast.error('The download could not start', error),
          );
        }}
        onShowDetails={() => {
          close();
          note({ key: rows.key(id), versionId: rows.version(id)?.id ?? null });
        }}
        onClose={close}
      />
    ),
  };
}
