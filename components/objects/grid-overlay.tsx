'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { BucketTarget } from '@/lib/objects/schema';
import type { ListingSession } from '@/lib/listing/session';
import type { ViewSnapshot } from '@/lib/listing/view';
import type { WalkSnapshot } from '@/lib/listing/walk';
import { ListingProblem, LoadingRows, NoMatch, NothingHere } from './states';

const NothingFound = dynamic(() => import('@/components/search/nothing-found').then((module) => module.NothingFound), {
  ssr: false,
});

export interface OverlayOptions {
  target: BucketTarget;
  session: ListingSession;
  isBucket: boolean;
  isVersions: boolean;
  /** What to do in an empty place. */
  emptyActions: ReactNode;
  onClearFilter: () => void;
  /** Asks for a search, or for another one. */
  onSearch: () => void;
  onAskServer: (() => void) | null;
}

/** What to show in place of rows; `null` when there are some. */
export function useGridOverlay(options: OverlayOptions): ReactNode {
  const { walk, view } = options.session;
  const walked = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const viewed = useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
  return walked.rows === 0 ? toEmptyOverlay(walked, options) : toFilterOverlay(walked, viewed, options);
}

function toEmptyOverlay(
  walked: WalkSnapshot,
  { target, session: { walk }, isBucket, isVersions, emptyActions, onSearch }: OverlayOptions,
): ReactNode {
  if (walked.looked !== null && !walked.error) return <NothingFound walk={walk} walked={walked} onSearch={onSearch} />;
  if (walked.error) return <ListingProblem target={target} error={walked.error} onRetry={() => walk.retry()} />;
  if (walked.status === 'complete') {
    const { hasOwnMarker } = walk.rows;
    return (
      <NothingHere isBucket={isBucket} hasOwnMarker={hasOwnMarker} isVersions={isVersions} actions={emptyActions} />
    );
  }
  if (walked.status !== 'stopped') return <LoadingRows onStop={() => walk.stop()} />;
  return (
    <EmptyState title="Stopped before the first row" actions={<Button onClick={() => walk.loadMore()}>List</Button>}>
      Nothing is known about what lies here.
    </EmptyState>
  );
}

function toFilterOverlay(walked: WalkSnapshot, viewed: ViewSnapshot, options: OverlayOptions): ReactNode {
  if (viewed.filter === '' || viewed.count > 0 || viewed.isWorking) return null;
  return (
    <NoMatch
      filter={viewed.filter}
      rows={walked.rows}
      isComplete={walked.status === 'complete'}
      onClear={options.onClearFilter}
      onAskServer={options.onAskServer}
      onSearch={options.onSearch}
      onLoadAll={() => options.session.walk.loadAll()}
    />
  );
}
