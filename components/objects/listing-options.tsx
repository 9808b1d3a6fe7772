'use client';

import { SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { IconButton } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import type { BrowseState } from '@/lib/client/routes';
import type { BucketTarget } from '@/lib/objects/schema';

const ListingOptionsForm = dynamic(() => import('./listing-options-form').then((module) => module.ListingOptionsForm), {
  ssr: false,
});

interface ListingOptionsButtonProps {
  target: BucketTarget;
  state: BrowseState;
  /** Directory buckets know neither other delimiters nor start-after. */
  isDirectoryBucket: boolean;
}

/** How the bucket is listed: delimiter, where to start, and everything else ListObjectsV2 takes. */
export function ListingOptionsButton({ target, state, isDirectoryBucket }: ListingOptionsButtonProps) {
  const isChanged = state.options.length > 0 || state.delimiter !== '/' || state.startAfter !== null;
  return (
    <Popover
      title="How to list"
      align="end"
      className="w-[340px]"
      trigger={
        <IconButton label="How to list" className={isChanged ? 'text-accent!' : undefined}>
          <SlidersHorizontal size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      {(close) => (
        <ListingOptionsForm target={target} state={state} isDirectoryBucket={isDirectoryBucket} onDone={close} />
      )}
    </Popover>
  );
}
