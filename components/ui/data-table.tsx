'use client';

import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { classNames } from './class-names';
import { useScaledRows } from './use-scaled-rows';

export interface DataColumn {
  id: string;
  title: ReactNode;
  /** In pixels. */
  width: number;
  align?: 'start' | 'end';
}

export interface DataTableProps {
  /** The accessible name. */
  label: string;
  columns: readonly DataColumn[];
  /** Rows that can be drawn. */
  count: number;
  /** Rows there are in all; `null` where nobody knows. */
  total: number | null;
  cell: (row: number, column: number) => ReactNode;
  /** The last rows come into sight. May be called often. */
  onNearEnd?: () => void;
}

const rowHeight = 26;
const headHeight = 28;
/** The end is near when fewer rows than this remain. */
const nearEndRows = 60;

/** A table to read: rows are drawn as they come into sight. For one whose rows can be chosen there is the grid. */
export function DataTable({ label, columns, count, total, cell, onNearEnd }: DataTableProps) {
  const { attach, onScroll, first, end, height, toTop } = useScaledRows(count, rowHeight, headHeight);
  const isNearEnd = end > count - nearEndRows;
  const handleNearEnd = useEffectEvent(() => onNearEnd?.());
  useEffect(() => {
    if (isNearEnd) handleNearEnd();
  }, [isNearEnd, count]);
  const tracks = columns.map(({ width }) => `${width}px`).join(' ');
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div
      ref={attach}
      onScroll={onScroll}
      role="table"
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto bg-surface text-sm focus-visible:-outline-offset-2"
    >
      <div style={{ minWidth: width }}>
        <div role="rowgroup" className="sticky top-0 z-10">
          <div
            role="row"
            aria-rowindex={1}
            className="grid items-center border-b border-line-strong bg-sunken font-medium text-ink-2"
            style={{ gridTemplateColumns: tracks, height: headHeight }}
          >
            {columns.map(({ id, title, align }) => (
              <div key={id} role="columnheader" className={cellClass(align)}>
                {title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((row) => (
            <div
              key={row}
              role="row"
              aria-rowindex={row + 2}
              className="absolute inset-x-0 grid items-center border-b border-line"
              style={{ gridTemplateColumns: tracks, height: rowHeight, top: toTop(row) }}
            >
              {columns.map(({ id, align }, column) => (
                <div key={id} role="cell" className={cellClass(align)}>
                  {cell(row, column)}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

const cellClass = (align: DataColumn['align']): string =>
  classNames('truncate px-2 whitespace-pre', align === 'end' && 'text-right tabular-nums');
