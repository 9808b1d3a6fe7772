'use client';

import { LayoutGrid, List } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '@/components/ui/button';
import { getLayout, serverLayout, setLayout, subscribeToLayout } from './layout-choice';

/** Changes between the list and pictures side by side. `isFixed`: what is shown now comes as a list only. */
export function LayoutButton({ isFixed }: { isFixed: boolean }) {
  const layout = useSyncExternalStore(subscribeToLayout, getLayout, serverLayout);
  if (isFixed) return null;
  const isTiles = layout === 'tiles';
  return (
    <IconButton
      label={isTiles ? 'Show as a list' : 'Show as tiles'}
      className={isTiles ? 'bg-accent-soft! text-accent!' : undefined}
      onClick={() => setLayout(isTiles ? 'list' : 'tiles')}
    >
      {isTiles ? <List size={15} aria-hidden="true" /> : <LayoutGrid size={15} aria-hidden="true" />}
    </IconButton>
  );
}
