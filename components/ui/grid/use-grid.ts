'use client';

import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { GridInput, type GridInputHost, type RowClick } from './input';
import { toRowId } from './row';
import type { GridOrder } from './types';
import { GridViewport, unmeasured, type ViewportSnapshot } from './viewport';

interface ViewportOptions {
  rows: object;
  order: GridOrder;
  placeId: string;
  onNearEnd: () => void;
}

interface ViewportElements {
  scrollerRef: RefObject<HTMLElement | null>;
  layerRef: RefObject<HTMLElement | null>;
}

/** A viewport on the page, and what it wants drawn. */
export function useViewport(
  { rows, order, placeId, onNearEnd }: ViewportOptions,
  { scrollerRef, layerRef }: ViewportElements,
): [GridViewport, ViewportSnapshot] {
  const [viewport] = useState(() => new GridViewport());
  const snapshot = useSyncExternalStore(viewport.subscribe, viewport.getSnapshot, () => unmeasured);
  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    const layer = layerRef.current;
    return scroller && layer ? viewport.attach({ scroller, layer }) : undefined;
  }, [viewport, scrollerRef, layerRef]);
  useLayoutEffect(
    () => viewport.show({ data: rows, order, placeId, onNearEnd }),
    [viewport, rows, order, placeId, onNearEnd],
  );
  useLayoutEffect(() => viewport.commit(snapshot), [viewport, snapshot]);
  return [viewport, snapshot];
}

interface HitRow {
  index: number;
  part: string | null;
  element: HTMLElement;
}

function toHitRow(target: EventTarget): HitRow | null {
  const element = (target as HTMLElement).closest<HTMLElement>('[data-index]');
  if (!element) return null;
  const part = (target as HTMLElement).closest<HTMLElement>('[data-part]');
  return { index: Number(element.dataset['index']), part: part?.dataset['part'] ?? null, element: part ?? element };
}

function toPart(part: string | null): RowClick['part'] {
  return part === 'check' || part === 'open' ? part : null;
}

/** The listeners of a grid; rows have none of their own. */
function toHandlers(input: GridInput) {
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (event.target !== event.currentTarget) return;
      if (input.press(event, event.timeStamp)) event.preventDefault();
    },
    onClick: (event: MouseEvent<HTMLElement>): void => {
      const hit = toHitRow(event.target);
      if (!hit) return;
      event.preventDefault();
      if (hit.part === 'menu') {
        input.openMenu(hit.index, hit.element);
        return;
      }
      const isToggle = event.ctrlKey || event.metaKey;
      input.click({ index: hit.index, part: toPart(hit.part), isRange: event.shiftKey, isToggle });
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>): void => {
      const hit = toHitRow(event.target);
      if (hit?.part === null) input.open(hit.index);
    },
    onContextMenu: (event: MouseEvent<HTMLElement>): void => {
      const hit = toHitRow(event.target);
      if (!hit) return;
      event.preventDefault();
      const at = new DOMRect(event.clientX, event.clientY, 0, 0);
      input.openMenu(hit.index, { getBoundingClientRect: () => at });
    },
    /** Rows come and go; the focus stays with the grid. */
    onMouseDown: (event: MouseEvent<HTMLElement>): void => {
      if (event.button !== 0 || !toHitRow(event.target)) return;
      event.preventDefault();
      event.currentTarget.focus({ preventScroll: true, focusVisible: false });
    },
    onFocus: (event: FocusEvent<HTMLElement>): void => {
      if (event.target === event.currentTarget && event.currentTarget.matches(':focus-visible')) input.enter();
    },
  };
}

type InputOptions = Omit<GridInputHost, 'data' | 'pageRows' | 'perRow' | 'show' | 'toAnchor'> & { rows: object };

/** What scrolls. A table has one place in a row. */
type InputViewport = Pick<GridViewport, 'pageRows' | 'reveal'> & { perRow?: number };

/** Keyboard and pointer of a grid. `activeIndex` is -1 while no row is active. */
export function useGridInput(options: InputOptions, viewport: InputViewport) {
  const [input] = useState(() => new GridInput());
  const domId = useId();
  const { rows, order, selection, onSelect, onOpen, onLook, onUp, onMenu, onActiveChange } = options;
  const activeKey = useSyncExternalStore(input.subscribe, input.getSnapshot, () => null);
  const activeIndex = useMemo(() => (activeKey === null ? -1 : order.indexOf(activeKey)), [activeKey, order]);
  useEffect(() => {
    input.setHost({
      data: rows,
      order,
      selection,
      get pageRows() {
        return viewport.pageRows;
      },
      get perRow() {
        return viewport.perRow ?? 1;
      },
      show: (index) => viewport.reveal(index),
      toAnchor: (index) => document.getElementById(toRowId(domId, index)),
      onSelect,
      onOpen,
      onLook,
      onUp,
      onMenu,
      onActiveChange,
    });
  });
  const handlers = useMemo(() => toHandlers(input), [input]);
  return { input, domId, activeIndex, handlers };
}
