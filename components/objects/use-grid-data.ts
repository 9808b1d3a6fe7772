'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { GridOrder, GridRows, GridSelection, SelectAct } from '@/components/ui/grid/types';
import type { ListingRow } from '@/lib/listing/rows';
import type { Selection } from '@/lib/listing/selection';
import type { ListingSession } from '@/lib/listing/session';
import type { ListingView } from '@/lib/listing/view';

export interface GridData {
  rows: GridRows<ListingRow>;
  order: GridOrder;
  selection: GridSelection;
  select: (act: SelectAct) => void;
}

/** Whether all, some or none of the rows that are shown are selected. */
function toState(selection: Selection, view: ListingView, selected: number): GridSelection['state'] {
  const { count, filter } = view.getSnapshot();
  if (selected === 0) return 'none';
  const shown = filter === '' ? selected : view.countShown(selection);
  if (shown === 0) return 'none';
  return shown >= count ? 'all' : 'some';
}

/** A listing as the grid wants it. Each part is a new object exactly when it has changed. */
export function useGridData({ walk, view, selection }: ListingSession): GridData {
  const viewed = useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot, selection.getSnapshot);
  const rows = walk.rows;
  return {
    rows,
    order: useMemo<GridOrder>(
      () => ({
        count: viewed.count,
        keyAt: (index) => view.idAt(index),
        indexOf: (id) => view.positionOf(id),
        findByStart: (text, from) => view.findByStart(text, from),
      }),
      [view, viewed],
    ),
    selection: useMemo<GridSelection>(
      () => ({
        has: (id) => selection.has(id),
        state: toState(selection, view, selected.count),
      }),
      // `viewed` stands for what the view shows.
      // eslint-disable-next-line react-hooks/exhaustive-deps -- it is read through the view
      [selection, selected, view, viewed],
    ),
    select: useMemo(
      () => (act) => {
        if (act.kind === 'only') selection.only(view.idAt(act.index));
        else if (act.kind === 'toggle') selection.toggle(view.idAt(act.index));
        else if (act.kind === 'range') selection.range(view, act.from, act.to, act.keep);
        else if (act.kind === 'none') selection.clear();
        else selection.all(view);
      },
      [selection, view],
    ),
  };
}
