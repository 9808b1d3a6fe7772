'use client';

import { Check } from 'lucide-react';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { checkboxClass } from '../checkbox';
import { classNames } from '../class-names';
import { useScaledRows } from '../use-scaled-rows';
import type { GridHandle, GridProps } from './grid';
import { toRowId } from './row';
import { useGridInput } from './use-grid';

/** A tile is at least so wide; what is left over is shared. */
const tileWidth = 168;
const tileHeight = 196;
/** Lines drawn above and below what is in sight. */
const overscan = 1;
/** The end of what is loaded is near when fewer tiles than this remain. */
const nearEnd = 300;

type Shared =
  'label' | 'rows' | 'order' | 'isComplete' | 'isBusy' | 'toName' | 'selection' | 'onSelect' | 'onOpen' | 'onLook';

export interface TilesProps<RowData> extends Pick<
  GridProps<RowData>,
  Shared | 'onUp' | 'onMenu' | 'onActiveChange' | 'placeId' | 'onNearEnd' | 'children'
> {
  /** What stands for a row: its picture, and below it its name. Mark what opens it with `data-part="open"`. */
  tile: (row: RowData) => ReactNode;
  handleRef: Ref<GridHandle>;
}

/** How many tiles stand side by side, and how many lines of them are in sight. */
function useRoom(element: HTMLElement | null): { perRow: number; pageRows: number } {
  const [room, setRoom] = useState({ perRow: 1, pageRows: 1 });
  useLayoutEffect(() => {
    if (!element) return;
    const measure = (): void =>
      setRoom({
        perRow: Math.max(1, Math.floor(element.clientWidth / tileWidth)),
        pageRows: Math.max(1, Math.floor(element.clientHeight / tileHeight)),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/**
 * The rows of a table as pictures side by side: the same data, selection and keys, with the arrows going in four directions.
 * A grid of the ARIA Authoring Practices whose cells are the tiles; the focus stays on it.
 */
export function Tiles<RowData>({ handleRef, ...props }: TilesProps<RowData>) {
  const { order, placeId, onNearEnd } = props;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const { perRow, pageRows } = useRoom(element);
  const lines = Math.ceil(order.count / perRow);
  const { attach, onScroll, first, end, height, toTop, reveal, scrollTo } = useScaledRows(
    lines,
    tileHeight,
    0,
    overscan,
  );
  const viewport = { pageRows, perRow, reveal: (index: number) => reveal(Math.floor(index / perRow)) };
  const { input, domId, activeIndex, handlers } = useGridInput(props, viewport);
  useImperativeHandle(handleRef, () => ({
    focus: () => element?.focus({ preventScroll: true }),
    reveal: (key) => {
      const index = order.indexOf(key);
      if (index < 0) return false;
      input.activate(index);
      viewport.reveal(index);
      return true;
    },
  }));
  const shownPlace = useRef(placeId);
  useLayoutEffect(() => {
    if (shownPlace.current === placeId) return;
    shownPlace.current = placeId;
    scrollTo(0);
  });
  const isNearEnd = end > 0 && (end + pageRows) * perRow >= order.count - nearEnd;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, order, onNearEnd]);

  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <div
        ref={(next) => {
          attach(next);
          setElement(next);
        }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.isComplete ? lines : -1}
        aria-colcount={perRow}
        aria-multiselectable="true"
        aria-busy={props.isBusy}
        {...(activeIndex >= 0 && { 'aria-activedescendant': toRowId(domId, activeIndex) })}
        tabIndex={0}
        className={classNames(
          'group/grid absolute inset-0 overflow-x-hidden overflow-y-auto overscroll-contain select-none [overflow-anchor:none]',
          activeIndex >= 0 ? 'outline-none' : 'focus-visible:-outline-offset-2',
        )}
        onScroll={onScroll}
        {...handlers}
      >
        <div role="presentation" style={{ height }} />
        {toLines(first, Math.min(end, lines), activeIndex < 0 ? -1 : Math.floor(activeIndex / perRow), lines).map(
          (line) => (
            <Line key={line} {...props} {...{ domId, line, perRow, activeIndex }} top={toTop(line)} />
          ),
        )}
      </div>
      {props.children && <div className="absolute inset-0 overflow-auto">{props.children}</div>}
    </div>
  );
}

/** The lines to draw, and that of the active tile, because the focus points at it. */
function toLines(first: number, end: number, active: number, count: number): number[] {
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const isElsewhere = active >= 0 && active < count && (active < first || active >= end);
  return isElsewhere ? [...shown, active] : shown;
}

interface LineProps<RowData> extends Omit<TilesProps<RowData>, 'handleRef'> {
  domId: string;
  line: number;
  perRow: number;
  activeIndex: number;
  top: number;
}

function Line<RowData>({ line, perRow, top, ...props }: LineProps<RowData>) {
  const { order } = props;
  const indexes = Array.from({ length: Math.min(perRow, order.count - line * perRow) }, (_, at) => line * perRow + at);
  return (
    <div
      role="row"
      aria-rowindex={line + 1}
      className="absolute inset-x-0 grid px-1"
      style={{ top, height: tileHeight, gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))` }}
    >
      {indexes.map((index) => (
        <Tile key={order.keyAt(index)} {...props} index={index} column={index - line * perRow} />
      ))}
    </div>
  );
}

function Tile<RowData>({
  domId,
  index,
  column,
  activeIndex,
  rows,
  order,
  selection,
  toName,
  tile,
}: Omit<LineProps<RowData>, 'line' | 'perRow' | 'top'> & { index: number; column: number }) {
  const key = order.keyAt(index);
  const row = rows.row(key);
  const name = toName(row);
  const isSelected = selection.has(key);
  return (
    <div
      role="gridcell"
      id={toRowId(domId, index)}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      data-index={index}
      data-active={index === activeIndex || undefined}
      className={classNames(
        'group/row relative m-1 min-w-0 overflow-hidden rounded-lg border p-1.5',
        isSelected ? 'border-accent bg-select' : 'border-transparent hover:bg-sunken',
        'data-active:group-focus-visible/grid:outline-2 data-active:group-focus-visible/grid:-outline-offset-2 data-active:group-focus-visible/grid:outline-accent',
      )}
    >
      {tile(row)}
      <span data-part="check" className="absolute top-0 left-0 flex size-[34px] items-center justify-center">
        <span
          role="checkbox"
          aria-checked={isSelected}
          aria-label={`Select ${name}`}
          className={checkboxClass(isSelected)}
        >
          {isSelected && <Check size={11} strokeWidth={3} aria-hidden="true" />}
        </span>
      </span>
      <button
        type="button"
        tabIndex={-1}
        data-part="menu"
        aria-label={`Actions for ${name}`}
        className="absolute top-1 right-1 flex size-[26px] cursor-default items-center justify-center rounded-md bg-surface/80 text-ink-3 group-hover/row:text-ink hover:bg-line"
      >
        ⋯
      </button>
    </div>
  );
}
