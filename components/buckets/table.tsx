'use client';

import { ArrowDown, ArrowUp, Copy, Database, Ellipsis, Eraser, FolderOpen, Settings, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { KeyName } from '@/components/ui/key-name';
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { useRowWindow } from '@/components/ui/use-row-window';
import { writeToClipboard } from '@/components/ui/write-to-clipboard';
import type { Bucket, BucketPage } from '@/lib/buckets/types';
import { objectsRoute, settingsRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { formatDate } from '@/lib/format/dates';
import { toS3Uri } from '@/lib/client/location';
import { toNextSort, type BucketColumn, type BucketSort } from './rows';

const rowHeight = 34;

/** Columns that a narrow window leaves out say so with `wide`. */
const tracks =
  'grid grid-cols-[minmax(180px,1fr)_130px_150px_minmax(90px,180px)_36px] items-center max-[900px]:grid-cols-[minmax(0,1fr)_110px_150px_36px] max-[680px]:grid-cols-[minmax(0,1fr)_36px]';
const wide = 'max-[680px]:hidden';
const widest = 'max-[900px]:hidden';

interface BucketTableProps {
  connection: ConnectionView;
  buckets: Bucket[];
  owner: BucketPage['owner'];
  sort: BucketSort | null;
  onSort: (sort: BucketSort | null) => void;
  onDelete: (bucket: string) => void;
  onEmpty: (bucket: string) => void;
  /** Said when the filter leaves nothing. */
  emptyText: string;
}

/** Draws only the rows in view, so that ten thousand buckets scroll as ten do. */
export function BucketTable({ connection, buckets, owner, sort, onSort, emptyText, ...acts }: BucketTableProps) {
  const { first, end, ref } = useRowWindow(buckets.length, rowHeight);
  const ownerName = owner ? (owner.name ?? owner.id) : null;
  return (
    <div ref={ref} className="min-h-0 flex-1 overflow-y-auto">
      <div role="table" aria-label="Buckets" aria-rowcount={buckets.length + 1}>
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
          <div
            role="row"
            aria-rowindex={1}
            className={classNames(tracks, 'h-[30px] px-2 text-sm font-medium text-ink-3')}
          >
            <ColumnHeader column="name" title="Name" sort={sort} onSort={onSort} />
            <ColumnHeader column="region" title="Region" sort={sort} onSort={onSort} className={wide} />
            <ColumnHeader column="created" title="Created" sort={sort} onSort={onSort} className={wide} />
            <span role="columnheader" className={classNames('px-1.5', widest)}>
              Owner
            </span>
            <span role="columnheader">
              <span className="sr-only">Actions</span>
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          style={{ paddingTop: first * rowHeight, paddingBottom: (buckets.length - end) * rowHeight }}
        >
          {buckets.slice(first, end).map((bucket, offset) => (
            <BucketRow
              key={bucket.name}
              connection={connection}
              bucket={bucket}
              ownerName={bucket.kind === 'general' ? ownerName : null}
              rowIndex={first + offset + 2}
              {...acts}
            />
          ))}
        </div>
      </div>
      {buckets.length === 0 && <p className="px-4 py-10 text-center text-ink-3">{emptyText}</p>}
    </div>
  );
}

interface ColumnHeaderProps {
  column: BucketColumn;
  title: string;
  sort: BucketSort | null;
  onSort: (sort: BucketSort | null) => void;
  className?: string;
}

function ColumnHeader({ column, title, sort, onSort, className }: ColumnHeaderProps) {
  const direction = sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return (
    <span role="columnheader" aria-sort={direction} className={className}>
      <button
        type="button"
        className="flex h-[26px] items-center gap-1 rounded px-1.5 hover:text-ink"
        onClick={() => onSort(toNextSort(sort, column))}
      >
        {title}
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
      </button>
    </span>
  );
}

interface BucketRowProps {
  connection: ConnectionView;
  bucket: Bucket;
  ownerName: string | null;
  rowIndex: number;
  onDelete: (bucket: string) => void;
  onEmpty: (bucket: string) => void;
}

function BucketRow({ connection, bucket, ownerName, rowIndex, ...acts }: BucketRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={classNames(tracks, 'h-[34px] border-b border-line px-2 hover:bg-sunken')}
    >
      <span role="cell" className="flex min-w-0 items-center gap-2 px-1.5">
        <Database size={15} aria-hidden="true" className="shrink-0 text-ink-3" />
        <Link
          href={objectsRoute(connection.id, bucket.name)}
          prefetch={false}
          className="truncate rounded hover:underline"
        >
          <KeyName text={bucket.name} />
        </Link>
        {bucket.kind === 'directory' && <Badge>directory</Badge>}
      </span>
      <Cell className={wide}>{bucket.region ?? connection.region}</Cell>
      <Cell className={wide}>{bucket.created === null ? '–' : formatDate(bucket.created)}</Cell>
      <Cell className={widest}>{ownerName ?? '–'}</Cell>
      <span role="cell" className="flex justify-center">
        <BucketMenu connection={connection} bucket={bucket} {...acts} />
      </span>
    </div>
  );
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span role="cell" className={classNames('truncate px-1.5 text-ink-2 tabular-nums', className)}>
      {children}
    </span>
  );
}

interface BucketMenuProps {
  connection: ConnectionView;
  bucket: Bucket;
  onDelete: (bucket: string) => void;
  onEmpty: (bucket: string) => void;
}

function BucketMenu({ connection, bucket, onDelete, onEmpty }: BucketMenuProps) {
  const toast = useToast();
  const copy = async (what: string, text: string) => {
    if (await writeToClipboard(text)) toast.info(`Copied the ${what}`);
    else toast.info(`The browser did not allow copying the ${what}.`);
  };
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`Actions for ${bucket.name}`} size="small">
          <Ellipsis size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuLinkItem href={objectsRoute(connection.id, bucket.name)} icon={<FolderOpen size={14} />}>
        Open
      </MenuLinkItem>
      <MenuLinkItem href={settingsRoute(connection.id, bucket.name)} icon={<Settings size={14} />}>
        Settings
      </MenuLinkItem>
      <MenuSeparator />
      <MenuItem icon={<Copy size={14} />} onSelect={() => void copy('name', bucket.name)}>
        Copy name
      </MenuItem>
      <MenuItem icon={<Copy size={14} />} onSelect={() => void copy('S3 URI', toS3Uri(bucket.name, ''))}>
        Copy S3 URI
      </MenuItem>
      {bucket.kind === 'general' && (
        <MenuItem icon={<Copy size={14} />} onSelect={() => void copy('ARN', `arn:aws:s3:::${bucket.name}`)}>
          Copy ARN
        </MenuItem>
      )}
      {!connection.readOnly && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Eraser size={14} />} onSelect={() => onEmpty(bucket.name)}>
            Empty bucket …
          </MenuItem>
          <MenuItem danger icon={<Trash2 size={14} />} onSelect={() => onDelete(bucket.name)}>
            Delete bucket
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
