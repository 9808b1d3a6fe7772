'use client';

import { File, Folder } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import type { GridColumn } from '@/components/ui/grid/types';
import { KeyName } from '@/components/ui/key-name';
import { formatBytes } from '@/lib/format/bytes';
import { formatDate } from '@/lib/format/dates';
import type { FolderRow, ListingRow, ObjectRow } from '@/lib/listing/rows';

/** Under this the choice of columns is kept. */
export const objectsGridId = 'objects';

/** Where a folder leads. */
type ToFolderHref = (folder: FolderRow) => Route;

/** A marker object of the listed folder has no name of its own. */
export function toRowName({ name }: ListingRow): string {
  return name === '' ? 'this folder' : name;
}

/** The same elements for every row: React skips what it has drawn already. */
const folderIcon = <Folder size={15} aria-hidden="true" fill="currentColor" className="shrink-0 text-accent" />;
const objectIcon = <File size={15} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-ink-3" />;
const nothing = <span className="text-ink-3">–</span>;

function ofObject(draw: (row: ObjectRow) => ReactNode) {
  return function Cell(row: ListingRow): ReactNode {
    return row.kind === 'folder' ? nothing : draw(row);
  };
}

function ofText(read: (row: ObjectRow) => string) {
  return ofObject((row) => read(row) || nothing);
}

const columns: GridColumn<ListingRow>[] = [
  {
    id: 'size',
    title: 'Size',
    width: 92,
    minWidth: 76,
    align: 'end',
    sortable: true,
    isNarrow: true,
    cell: ofObject(({ sizeBytes }) => formatBytes(sizeBytes)),
  },
  {
    id: 'modified',
    title: 'Modified',
    width: 156,
    minWidth: 90,
    sortable: true,
    cell: ofObject(({ modified }) => (modified === null ? nothing : formatDate(modified))),
  },
  {
    id: 'class',
    title: 'Class',
    width: 124,
    minWidth: 70,
    sortable: true,
    cell: (row) => (row.kind === 'object' && row.storageClass ? <Badge>{row.storageClass}</Badge> : null),
  },
  {
    id: 'owner',
    title: 'Owner',
    width: 150,
    minWidth: 70,
    sortable: true,
    isHiddenFirst: true,
    cell: ofText((row) => row.owner),
  },
  {
    id: 'etag',
    title: 'ETag',
    width: 270,
    minWidth: 80,
    sortable: true,
    isHiddenFirst: true,
    cell: ofObject(({ etag }) => (etag ? <span className="font-mono text-sm">{etag}</span> : nothing)),
  },
  {
    id: 'checksum',
    title: 'Checksum',
    width: 110,
    minWidth: 70,
    sortable: true,
    isHiddenFirst: true,
    cell: ofText((row) => row.checksum),
  },
  {
    id: 'restore',
    title: 'Restored until',
    width: 156,
    minWidth: 90,
    sortable: true,
    isHiddenFirst: true,
    cell: ofObject(drawRestore),
  },
];

function drawRestore({ restore }: ObjectRow): ReactNode {
  if (restore === '') return nothing;
  const date = Date.parse(restore);
  return Number.isNaN(date) ? restore : formatDate(date);
}

/** The columns of the object table. Folder names are links, so that they open in another tab too. */
export function makeColumns(toFolderHref: ToFolderHref): GridColumn<ListingRow>[] {
  const name: GridColumn<ListingRow> = {
    id: 'name',
    title: 'Name',
    width: 240,
    minWidth: 140,
    sortable: true,
    isFlexible: true,
    isFixed: true,
    isNarrow: true,
    cell: (row) =>
      row.kind === 'folder' ? <FolderName row={row} href={toFolderHref(row)} /> : <ObjectName row={row} />,
  };
  return [name, ...columns];
}

/** All columns, for the menu that chooses them. */
export const allColumns: readonly GridColumn<ListingRow>[] = columns;

function FolderName({ row, href }: { row: FolderRow; href: Route }) {
  return (
    <span className="flex items-center gap-2">
      {folderIcon}
      <a href={href} tabIndex={-1} draggable={false} data-part="open" className="truncate hover:underline">
        <KeyName text={row.name} />
      </a>
    </span>
  );
}

function ObjectName({ row }: { row: ObjectRow }) {
  return (
    <span className="flex items-center gap-2">
      {objectIcon}
      <span data-part="open" className="truncate hover:underline">
        {row.name === '' ? <span className="text-ink-3 italic">{toRowName(row)}</span> : <KeyName text={row.name} />}
      </span>
    </span>
  );
}
