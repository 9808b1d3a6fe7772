'use client';

import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { LiveRegion } from '@/components/ui/live-region';
import { Spinner } from '@/components/ui/spinner';
import type { ListingWalk, WalkSnapshot } from '@/lib/listing/walk';
import type { Listing } from './use-listing';
import { SelectAllButton } from './select-all-button';
import { announceWalk, describeCalls, describeCount, describeOrder, describeSelection } from './status-text';

interface StatusLineProps {
  listing: Listing;
}

/** What the list holds, how complete it is, and the way to more of it. */
export function StatusLine({ listing }: StatusLineProps) {
  const { session, isRefreshing, isOutdated, refresh } = listing;
  const { walk, view, selection } = session;
  const walked = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const viewed = useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot, selection.getSnapshot);
  const isBusy = walked.status === 'loading' || isRefreshing || viewed.isWorking;
  const selectedText = describeSelection(selected, viewed.filter === '' ? selected.count : view.countShown(selection));
  return (
    <div
      role="group"
      aria-label="Listing status"
      className="flex h-[31px] shrink-0 items-center gap-3.5 overflow-hidden border-t border-line px-3.5 text-sm whitespace-nowrap text-ink-3 tabular-nums"
    >
      <span className="flex items-center gap-1.5 font-medium text-ink-2">
        {isBusy && <Spinner />}
        {describeCount(walked, viewed)}
      </span>
      <WalkButtons walk={walk} walked={walked} />
      {selectedText && <span className="text-ink-2">{selectedText}</span>}
      <SelectAllButton session={session} />
      {walked.rows > 0 && (
        <span className="truncate max-[680px]:hidden">{describeOrder(walked, viewed, walk.rows.isOrdered)}</span>
      )}
      {isOutdated && !isRefreshing && (
        <Button size="small" variant="quiet" className="h-[22px]! text-warn!" onClick={refresh}>
          Changed since: list again
        </Button>
      )}
      <span className="ml-auto max-[680px]:hidden">{isRefreshing ? 'listing again …' : describeCalls(walked)}</span>
      <LiveRegion>{announceWalk(walked, viewed)}</LiveRegion>
    </div>
  );
}

function WalkButtons({ walk, walked }: { walk: ListingWalk; walked: WalkSnapshot }) {
  if (walked.status === 'loading' && walked.calls > 0) {
    return (
      <Button size="small" variant="quiet" className="h-[22px]!" onClick={() => walk.stop()}>
        Stop
      </Button>
    );
  }
  if (walked.status !== 'more' && walked.status !== 'stopped') return null;
  return (
    <span className="flex gap-1">
      <Button size="small" variant="quiet" className="h-[22px]!" onClick={() => walk.loadMore()}>
        Load more
      </Button>
      <Button size="small" variant="quiet" className="h-[22px]!" onClick={() => walk.loadAll()}>
        Load all
      </Button>
    </span>
  );
}
