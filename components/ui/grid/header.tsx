'use client';

import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { checkboxClass } from '../checkbox';
import { classNames } from '../class-names';
import { clampWidth, columnWidth, type ColumnChoice } from './column-layout';
import { headerHeight, type GridColumn, type GridSelection, type GridSort } from './types';

export interface HeaderProps<Row> {
  columns: readonly GridColumn<Row>[];
  choice: ColumnChoice;
  sort: GridSort | null;
  onSort: ((column: string) => void) | undefined;
  selection: GridSelection;
  onSelectAll: () => void;
  /** While a column is being dragged; nothing is kept yet. */
  onResizing: (column: string, width: number) => void;
  onResize: (column: string, width: number) => void;
  canResize: boolean;
}

/** Pixels per press of Shift with an arrow. */
const resizeStep = 16;

export function Header<Row>(props: HeaderProps<Row>) {
  const { columns, selection, onSelectAll } = props;
  const isMarked = selection.state !== 'none';
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid items-stretch text-sm font-medium text-ink-3"
        style={{ height: headerHeight - 1, gridTemplateColumns: 'var(--grid-tracks)' }}
      >
        <div role="columnheader" className="flex items-center pl-2.5">
          <button
            type="button"
            role="checkbox"
            aria-checked={selection.state === 'some' ? 'mixed' : selection.state === 'all'}
            aria-label="Select all that is shown"
            className={checkboxClass(isMarked)}
            onClick={onSelectAll}
          >
            {selection.state === 'some' ? (
              <Minus size={11} strokeWidth={3} aria-hidden="true" />
            ) : (
              <Check size={11} strokeWidth={3} aria-hidden="true" />
            )}
          </button>
        </div>
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} {...props} />
        ))}
        <div role="columnheader">
          <span className="sr-only">Actions</span>
        </div>
      </div>
    </div>
  );
}

function toAriaSort(column: string, sort: GridSort | null): 'ascending' | 'descending' | 'none' {
  if (sort?.column !== column) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

function ColumnHeader<Row>(props: HeaderProps<Row> & { column: GridColumn<Row> }) {
  const { column, choice, sort, onSort, onResize, canResize } = props;
  const ariaSort = toAriaSort(column.id, sort);
  const width = columnWidth(column, choice);
  const isSortable = column.sortable === true && onSort !== undefined;

  const handleKeyDown = (event: KeyboardEvent) => {
    if (!canResize || !event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    onResize(column.id, clampWidth(column, width + (event.key === 'ArrowRight' ? resizeStep : -resizeStep)));
  };

  const label = <span className="truncate">{column.title}</span>;
  return (
    <div
      role="columnheader"
      {...(isSortable && { 'aria-sort': ariaSort })}
      className={classNames('relative flex min-w-0 items-center', column.align === 'end' && 'justify-end')}
    >
      {isSortable ? (
        <button
          type="button"
          title={canResize ? `Sort by ${column.title.toLowerCase()}. Shift with ← or → changes the width.` : undefined}
          className="flex h-full max-w-full cursor-default items-center gap-1 rounded px-2 hover:text-ink focus-visible:-outline-offset-2"
          onClick={() => onSort(column.id)}
          onKeyDown={handleKeyDown}
        >
          {label}
          {ariaSort === 'ascending' && <ArrowUp size={12} aria-hidden="true" className="shrink-0" />}
          {ariaSort === 'descending' && <ArrowDown size={12} aria-hidden="true" className="shrink-0" />}
        </button>
      ) : (
        <span className="flex px-2">{label}</span>
      )}
      {canResize && <ResizeHandle {...props} width={width} />}
    </div>
  );
}

/** For the pointer only; the keyboard resizes from the heading itself. */
function ResizeHandle<Row>({
  column,
  width,
  onResizing,
  onResize,
}: HeaderProps<Row> & { column: GridColumn<Row>; width: number }) {
  const drag = useRef<{ startX: number; startWidth: number; width: number } | null>(null);

  const handleDown = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const shown = event.currentTarget.parentElement?.offsetWidth ?? width;
    drag.current = { startX: event.clientX, startWidth: shown, width: shown };
  };
  const handleMove = (event: PointerEvent) => {
    if (!drag.current) return;
    drag.current.width = clampWidth(column, drag.current.startWidth + event.clientX - drag.current.startX);
    onResizing(column.id, drag.current.width);
  };
  const handleUp = () => {
    if (drag.current) onResize(column.id, drag.current.width);
    drag.current = null;
  };

  return (
    <span
      aria-hidden="true"
      className="absolute top-0 -right-[5px] z-10 flex h-full w-[9px] cursor-col-resize touch-none justify-center after:my-1.5 after:w-px after:bg-line hover:after:bg-accent"
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerUp={handleUp}
      onPointerCancel={handleUp}
      onDoubleClick={() => onResize(column.id, column.width)}
    />
  );
}
