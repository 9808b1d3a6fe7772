'use client';

import { Check } from 'lucide-react';
import { memo } from 'react';
import { checkboxClass } from '../checkbox';
import { classNames } from '../class-names';
import { rowHeight, type GridColumn, type GridRows, type RowKey } from './types';

/** The same elements for every row: React skips what it has drawn already. */
const checkIcon = <Check size={11} strokeWidth={3} aria-hidden="true" />;

export interface RowProps<Row> {
  gridId: string;
  rows: GridRows<Row>;
  rowKey: RowKey;
  index: number;
  /** Rows are placed relative to this one. */
  base: number;
  columns: readonly GridColumn<Row>[];
  toName: (row: Row) => string;
  isSelected: boolean;
  isActive: boolean;
}

/**
 * One row. It has no handlers of its own: the grid listens for all and reads `data-index` and `data-part`. A slot of the
 * page shows one row after another as the list scrolls, and is drawn again only when its row changes.
 */
function PlainRow<Row>({ gridId, rows, rowKey, index, base, columns, toName, isSelected, isActive }: RowProps<Row>) {
  const row = rows.row(rowKey);
  const name = toName(row);
  return (
    <div
      role="row"
      id={toRowId(gridId, index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-active={isActive || undefined}
      className={classNames(
        'group/row absolute inset-x-0 top-0 grid items-center border-b border-line [contain:layout_paint_style]',
        isSelected ? 'bg-select' : 'hover:bg-sunken',
        'data-active:group-focus-visible/grid:outline-2 data-active:group-focus-visible/grid:-outline-offset-2 data-active:group-focus-visible/grid:outline-accent',
      )}
      style={{
        height: rowHeight,
        gridTemplateColumns: 'var(--grid-tracks)',
        transform: `translateY(${(index - base) * rowHeight}px)`,
      }}
    >
      <div role="gridcell" data-part="check" className="flex h-full items-center pl-2.5">
        <span
          role="checkbox"
          aria-checked={isSelected}
          aria-label={`Select ${name}`}
          className={checkboxClass(isSelected)}
        >
          {isSelected && checkIcon}
        </span>
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(
            'min-w-0 truncate px-2',
            column.align === 'end' && 'text-right',
            column.isFlexible ? 'text-ink' : 'text-ink-2 tabular-nums',
          )}
        >
          {column.cell(row)}
        </div>
      ))}
      <div role="gridcell" className="flex h-full items-center justify-center">
        <button
          type="button"
          tabIndex={-1}
          data-part="menu"
          aria-label={`Actions for ${name}`}
          className="flex size-[26px] cursor-default items-center justify-center rounded-md text-ink-3 group-hover/row:text-ink hover:bg-line"
        >
          ⋯
        </button>
      </div>
    </div>
  );
}

export const Row = memo(PlainRow) as typeof PlainRow;

/** `aria-activedescendant` points at it. */
export function toRowId(gridId: string, index: number): string {
  return `${gridId}-row-${index}`;
}
