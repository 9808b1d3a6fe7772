'use client';

import { loadOnce, OnDemand } from './on-demand';
import type { PopoverProps } from './popover-popup';

const parts = loadOnce(() => import('./popover-popup'));

/** A button and the panel it opens. */
export function Popover(props: PopoverProps) {
  return (
    <OnDemand trigger={props.trigger} kind="dialog" parts={parts}>
      {(loaded) => <loaded.PopoverPopup {...props} />}
    </OnDemand>
  );
}
