'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import type { ListingSession } from '@/lib/listing/session';

/** Where all that is loaded is selected, the way to all there is: loads the rest, and selects it with what is shown. */
export function SelectAllButton({ session }: { session: ListingSession }) {
  const { walk, view, selection } = session;
  const walked = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const viewed = useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot, selection.getSnapshot);
  const [waiting, setWaiting] = useState<ListingSession | null>(null);
  const isWaiting = waiting === session;
  const isSettled = walked.status === 'complete' && !viewed.isWorking && viewed.seen === walked.rows;

  useEffect(() => {
    if (!isWaiting || !isSettled) return;
    selection.all(view);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the end of the listing is an event of its own
    setWaiting(null);
  }, [isWaiting, isSettled, view, selection]);

  const isAllOfSome = walked.status !== 'complete' && selected.count > 0 && selected.count >= viewed.count;
  if (!isAllOfSome && !(isWaiting && walked.status === 'loading')) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      className="h-[22px]!"
      pending={isWaiting && walked.status === 'loading'}
      onClick={() => {
        setWaiting(session);
        walk.loadAll();
      }}
    >
      {viewed.filter ? 'Select all that match, loaded or not' : 'Select all, loaded or not'}
    </Button>
  );
}
