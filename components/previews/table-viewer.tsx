'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format/bytes';
import { formatQuantity } from '@/lib/format/numbers';
import { detectEncoding } from '@/lib/previews/encoding';
import { isTabSeparated } from '@/lib/previews/file-names';
import { TableRows, type TableSnapshot } from '@/lib/previews/table-rows';
import { toColumnWidth } from './column-width';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** More columns are not drawn. */
const maxColumns = 200;
/** Rows that decide how wide a column is, and whether it holds numbers. */
const measuredRows = 60;

/** Separated text as a table. Cells are text and nothing else: no formula is computed, no HTML is read. */
export function TableViewer({ target, source, head, onReopen }: ViewerProps) {
  const [rows] = useState(
    () =>
      new TableRows(source, detectEncoding(head ?? new Uint8Array()), isTabSeparated(target.key) ? '\t' : undefined),
  );
  const snapshot = useSyncExternalStore(rows.subscribe, rows.getSnapshot, rows.getSnapshot);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => {
    controller.current = new AbortController();
    void rows.more(controller.current.signal);
    return () => controller.current?.abort();
  }, [rows]);
  const columns = useColumns(snapshot);
  if (snapshot.error) return <ViewerFailure error={snapshot.error} onReopen={onReopen} />;
  if (snapshot.heads.length === 0) return <Loading className="p-3.5">Reading</Loading>;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <DataTable
        label="Rows"
        columns={columns}
        count={snapshot.rows.length}
        total={snapshot.status === 'complete' ? snapshot.rows.length : null}
        cell={(row, column) => (column === 0 ? row + 1 : toShown(snapshot.rows[row]?.[column - 1]))}
        onNearEnd={() => {
          if (controller.current) void rows.more(controller.current.signal);
        }}
      />
      <p role="status" className="border-t border-line px-3.5 py-1.5 text-sm text-ink-3">
        {describe(snapshot, rows.readBytes)}
      </p>
    </div>
  );
}

const toShown = (cell: string | undefined) => (cell ? <KeyName text={cell} /> : null);

function describe({ rows, columns, status }: TableSnapshot, readBytes: number): string {
  const shown = `${formatQuantity(rows.length, 'row')}, ${formatQuantity(columns, 'column')}`;
  const hidden = columns > maxColumns ? ` The first ${maxColumns} columns are drawn.` : '';
  if (status === 'complete') return `${shown}.${hidden}`;
  if (status === 'limit') return `The first ${shown} (${formatBytes(readBytes)}). “Text” shows the rest.${hidden}`;
  return `The first ${shown}; more come as you scroll.${hidden}`;
}

const isNumber = (text: string): boolean => /^-?[\d.,\s]*\d%?$/u.test(text);

function useColumns({ heads, rows, columns }: TableSnapshot): DataColumn[] {
  // What was measured once stays, so that columns do not jump while more rows come.
  const isEmpty = rows.length === 0;
  return useMemo(() => {
    const sample = rows.slice(0, measuredRows);
    const numbers: DataColumn = { id: 'row', title: '#', width: 62, align: 'end' };
    const own = Array.from({ length: Math.min(columns, maxColumns) }, (_, index): DataColumn => {
      const cells = sample.map((row) => row[index] ?? '');
      const filled = cells.filter((cell) => cell !== '');
      return {
        id: String(index),
        title: <KeyName text={heads[index] ?? ''} />,
        width: toColumnWidth([heads[index] ?? '', ...cells]),
        ...(filled.length > 0 && filled.every(isNumber) && { align: 'end' as const }),
      };
    });
    return [numbers, ...own];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [heads, columns, isEmpty]);
}
