'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { Loading } from '@/components/ui/spinner';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { openParquet, readParquetRows, toCellText, type ParquetFile } from '@/lib/previews/parquet';
import type { ByteSource } from '@/lib/previews/types';
import { toColumnWidth } from './column-width';
import { useLoaded } from './use-loaded';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** Read at first, because each costs a read of its own. */
const firstColumns = 20;
const firstRows = 100;
const moreRows = 1000;
const maxCharacters = 300;

/** Schema and first rows of a Parquet file, read by ranges. */
export function ParquetViewer({ link, source, onReopen }: ViewerProps) {
  const query = useLoaded(link.url, 'parquet', (signal) => openParquet(source, signal));
  if (query.error) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  if (!query.data) return <Loading className="p-3.5">Reading the schema</Loading>;
  return <Opened url={link.url} source={source} file={query.data} onReopen={onReopen} />;
}

interface OpenedProps {
  url: string;
  source: ByteSource;
  file: ParquetFile;
  onReopen: () => void;
}

function Opened({ url, source, file, onReopen }: OpenedProps) {
  const [part, setPart] = useState<'rows' | 'schema'>('rows');
  const [group, setGroup] = useState(0);
  const [count, setCount] = useState(firstRows);
  const columns = file.columns.slice(0, firstColumns);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-1 text-sm text-ink-3">
        <Select
          aria-label="Part of the file"
          className="w-[104px]!"
          items={[
            { value: 'rows', label: 'Rows' },
            { value: 'schema', label: 'Schema' },
          ]}
          value={part}
          onValueChange={setPart}
        />
        {part === 'rows' && file.groups.length > 1 && (
          <Select
            aria-label="Row group"
            className="w-[150px]!"
            items={file.groups.map((rows, index) => ({
              value: String(index),
              label: `Group ${index + 1}`,
              description: formatQuantity(rows, 'row'),
            }))}
            value={String(group)}
            onValueChange={(next) => setGroup(Number(next))}
          />
        )}
        <span role="status">
          {[
            formatQuantity(file.rows, 'row'),
            formatQuantity(file.columns.length, 'column'),
            formatQuantity(file.groups.length, 'row group'),
            ...(file.createdBy ? [file.createdBy.slice(0, 60)] : []),
          ].join(' · ')}
        </span>
      </div>
      {part === 'schema' ? (
        <Schema file={file} />
      ) : (
        <Rows
          key={group}
          {...{ url, source, file, group, count, onReopen }}
          columns={columns}
          onMore={() => setCount(moreRows)}
        />
      )}
    </div>
  );
}

function Schema({ file: { columns } }: { file: ParquetFile }) {
  const heads: DataColumn[] = [
    { id: 'name', title: 'Column', width: Math.max(200, toColumnWidth(columns.map(({ name }) => name))) },
    { id: 'type', title: 'Type', width: Math.max(160, toColumnWidth(columns.map(({ type }) => type))) },
    { id: 'optional', title: 'May be empty', width: 110 },
  ];
  return (
    <DataTable
      label="Schema"
      columns={heads}
      count={columns.length}
      total={columns.length}
      cell={(row, column) => {
        const entry = columns[row];
        if (!entry) return null;
        if (column === 0) return <KeyName text={entry.name} />;
        return column === 1 ? entry.type : entry.isOptional ? 'yes' : 'no';
      }}
    />
  );
}

interface RowsProps extends OpenedProps {
  group: number;
  count: number;
  columns: ParquetFile['columns'];
  onMore: () => void;
}

function Rows({ url, source, file, group, count, columns, onMore, onReopen }: RowsProps) {
  const names = columns.map(({ name }) => name);
  const query = useLoaded(url, `rows ${group} ${count}`, (signal) =>
    readParquetRows(source, file, group, count, names, signal),
  );
  if (query.error) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  const rows = query.data;
  if (!rows) return <Loading className="p-3.5">Reading rows</Loading>;
  const text = (row: number, name: string): string => toCellText(rows[row]?.[name]).slice(0, maxCharacters);
  const heads = columns.map(({ name, type }): DataColumn => {
    const sample = rows.slice(0, 40).map((_, row) => text(row, name));
    const isNumber = /^(?:INT|FLOAT|DOUBLE)/u.test(type) && !/DATE|TIME/u.test(type);
    return {
      id: name,
      title: <KeyName text={name} />,
      width: toColumnWidth([name, ...sample]),
      ...(isNumber && { align: 'end' as const }),
    };
  });
  const inGroup = file.groups[group] ?? 0;
  return (
    <>
      <DataTable
        label="Rows"
        columns={heads}
        count={rows.length}
        total={inGroup}
        cell={(row, column) => <KeyName text={text(row, names[column] ?? '')} />}
      />
      <p className="flex min-h-[34px] flex-wrap items-center gap-2 border-t border-line px-3.5 py-1 text-sm text-ink-3">
        {rows.length < inGroup
          ? `The first ${formatCount(rows.length)} of ${formatQuantity(inGroup, 'row')} of this group`
          : `All ${formatQuantity(inGroup, 'row')} of this group`}
        {file.columns.length > columns.length && `, ${columns.length} of ${file.columns.length} columns`}
        {rows.length < Math.min(inGroup, moreRows) && (
          <Button size="small" variant="quiet" onClick={onMore}>
            {`Read ${formatCount(moreRows)} rows`}
          </Button>
        )}
      </p>
    </>
  );
}
