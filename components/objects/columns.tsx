'use client';

import { File, FileX, Folder } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import type { GridColumn } from '@/components/ui/grid/types';
import { KeyName } from '@/components/ui/key-name';
import { formatBytes } from '@/lib/format/bytes';
import { formatAge, formatDate } from '@/lib/format/dates';
import type { FolderRow, ListingRow, ObjectRow } from '@/lib/listing/rows';

/** Under this the choice of columns is kept. */
export const toGridId = (isVersions: boolean): string => (isVersions ? 'versions' : 'objects');

/** Where a folder leads. */
type ToFolderHref = (folder: FolderRow) => Route;

/** A marker object of the listed folder has no name of its own. Versions of a key have the same, so theirs says which. */
export function toRowName(row: ListingRow): string {
  const name = row.name === '' ? 'this folder' : row.name;
  if (row.kind === 'folder' || !row.version || row.since !== '') return name;
  return `${name}, ${row.version.isMarker ? 'delete marker' : 'version'} ${row.version.id}`;
}

/** The same elements for every row: React skips what it has drawn already. */
const folderIcon = <Folder size={15} aria-hidden="true" fill="currentColor" className="shrink-0 text-accent" />;
const objectIcon = <File size={15} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-ink-3" />;
const markerIcon = <FileX size={15} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-warn" />;
const latestBadge = <Badge tone="accent">latest</Badge>;
const markerBadge = <Badge tone="warn">delete marker</Badge>;
const sinceBadges: Partial<Record<string, ReactNode>> = {
  changed: <Badge tone="accent">changed since</Badge>,
  deleted: <Badge tone="warn">deleted since</Badge>,
  new: <Badge>new since</Badge>,
};
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
    cell: ofObject(({ sizeBytes, version }) => (version?.isMarker ? nothing : formatBytes(sizeBytes))),
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

/** What a listing of versions tells beside the rest. */
const versionColumns: GridColumn<ListingRow>[] = [
  {
    id: 'version',
    title: 'Version',
    width: 190,
    minWidth: 80,
    cell: ofObject(({ version }) => <span className="font-mono text-sm">{version?.id}</span>),
  },
  {
    id: 'age',
    title: 'Age',
    width: 104,
    minWidth: 70,
    cell: ofObject(({ modified }) => (modified === null ? nothing : formatAge(modified, Date.now()))),
  },
];

const ownerColumn = (column: GridColumn<ListingRow>): GridColumn<ListingRow> =>
  column.id === 'owner' ? { ...column, isHiddenFirst: false } : column;
const [sizeColumn, ...otherColumns] = columns;
const allVersionColumns = [...(sizeColumn ? [sizeColumn] : []), ...versionColumns, ...otherColumns.map(ownerColumn)];

/** All columns but the name, for the menu that chooses them. */
export function getColumns(isVersions: boolean): readonly GridColumn<ListingRow>[] {
  return isVersions ? allVersionColumns : columns;
}

/**
 * The columns of the object table. Folder names are links, so that they open in another tab too. `versions` when versions
 * are listed: grouped, those of a key stand under their first.
 */
export function makeColumns(
  toFolderHref: ToFolderHref,
  versions: { isGrouped: boolean } | false,
): GridColumn<ListingRow>[] {
  const isGrouped = versions && versions.isGrouped;
  const name: GridColumn<ListingRow> = {
    id: 'name',
    title: 'Name',
    width: 240,
    minWidth: 140,
    sortable: true,
    isFlexible: true,
    isFixed: true,
    isNarrow: true,
    cell: (row) => {
      if (row.kind === 'folder') return <FolderName row={row} href={toFolderHref(row)} />;
      return row.version ? <VersionName row={row} isGrouped={isGrouped} /> : <ObjectName row={row} />;
    },
  };
  return [name, ...getColumns(versions !== false)];
}

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
      <OpenName row={row} />
    </span>
  );
}

/** An older version stands under the newest of its key. */
function VersionName({ row, isGrouped }: { row: ObjectRow; isGrouped: boolean }) {
  const isUnder = isGrouped && row.version?.isSameKeyAsBefore === true;
  return (
    <span className={isUnder ? 'flex items-center gap-2 pl-[23px] text-ink-3' : 'flex items-center gap-2'}>
      {row.version?.isMarker ? markerIcon : objectIcon}
      <OpenName row={row} />
      {row.since === '' ? row.version?.isLatest && latestBadge : sinceBadges[row.since]}
      {row.version?.isMarker && markerBadge}
    </span>
  );
}

function OpenName({ row }: { row: ObjectRow }) {
  return (
    <span data-part="open" className="truncate hover:underline">
      {row.name === '' ? <span className="text-ink-3 italic">this folder</span> : <KeyName text={row.name} />}
    </span>
  );
}
