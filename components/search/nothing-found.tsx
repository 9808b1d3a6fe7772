'use client';

import { SearchX } from 'lucide-react';
import { goTo } from '@/components/objects/use-browse-state';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Spinner } from '@/components/ui/spinner';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { ListingWalk, WalkSnapshot } from '@/lib/listing/walk';

interface NothingFoundProps {
  walk: ListingWalk;
  walked: WalkSnapshot;
  onSearch: () => void;
}

/** In place of rows while a search has found none: so far, or at all. */
export function NothingFound({ walk, walked, onSearch }: NothingFoundProps) {
  const looked = walked.looked ?? 0;
  if (walked.status === 'loading') {
    return (
      <EmptyState
        icon={<Spinner />}
        title="Nothing found yet"
        actions={<Button onClick={() => walk.stop()}>Stop</Button>}
      >
        {formatQuantity(looked, 'key')} looked at so far.
      </EmptyState>
    );
  }
  const isComplete = walked.status === 'complete';
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title={isComplete ? 'Nothing found' : 'Stopped before anything was found'}
      actions={
        <>
          {!isComplete && <Button onClick={() => walk.loadMore()}>Go on</Button>}
          <Button onClick={onSearch}>Change the search</Button>
          <Button variant="quiet" onClick={() => goTo({})}>
            List the folder
          </Button>
        </>
      }
    >
      {isComplete
        ? `All ${formatQuantity(looked, 'key')} below this place were looked at.`
        : `Only ${formatCount(looked)} keys were looked at; there are more.`}
    </EmptyState>
  );
}
