'use client';

import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format/bytes';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from '@/lib/previews/zip-directory';
import { toColumnWidth } from './column-width';
import { useLoaded } from './use-loaded';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** What a ZIP archive holds, read from its directory alone. */
export function ArchiveViewer({ link, source, onReopen }: ViewerProps) {
  const query = useLoaded(link.url, 'archive', (signal) => readZipDirectory(source, signal));
  if (query.error) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  if (!query.data) return <Loading className="p-3.5">Reading the directory</Loading>;
  return <Entries directory={query.data} />;
}

function toColumns(entries: readonly ZipEntry[]): DataColumn[] {
  const names = entries.slice(0, 200).map(({ name }) => name);
  return [
    { id: 'name', title: 'Name', width: Math.max(280, toColumnWidth(names)) },
    { id: 'size', title: 'Size', width: 92, align: 'end' },
    { id: 'packed', title: 'Packed', width: 92, align: 'end' },
    { id: 'modified', title: 'Modified', width: 150 },
  ];
}

/** Archives keep the local time of whoever packed them, without saying which that is. */
const formatLocal = (modified: number): string => new Date(modified).toISOString().slice(0, 16).replace('T', ' ');

function toCell(entry: ZipEntry, column: number) {
  if (column === 0) {
    return (
      <>
        <KeyName text={entry.name} />
        {entry.isEncrypted && <span className="ml-2 text-warn">encrypted</span>}
      </>
    );
  }
  if (column === 3) return entry.modified === null ? '–' : formatLocal(entry.modified);
  if (entry.isFolder) return '–';
  return formatBytes(column === 1 ? entry.sizeBytes : entry.packedBytes);
}

function Entries({ directory: { entries, total } }: { directory: ZipDirectory }) {
  const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <DataTable
        label="Entries"
        columns={toColumns(entries)}
        count={entries.length}
        total={total}
        cell={(row, column) => {
          const entry = entries[row];
          return entry ? toCell(entry, column) : null;
        }}
      />
      <p role="status" className="border-t border-line px-3.5 py-1.5 text-sm text-ink-3">
        {entries.length < total
          ? `The first ${formatCount(entries.length)} of ${formatQuantity(total, 'entry', 'entries')}`
          : `${formatQuantity(total, 'entry', 'entries')}, ${formatBytes(sizeBytes)} unpacked`}
      </p>
    </div>
  );
}
