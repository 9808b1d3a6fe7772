'use client';

import { Database, FolderSearch, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, useState, type RefObject } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { useCommands, useKeyHelp } from '@/components/shell/commands';
import { PageActions } from '@/components/shell/slots';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Kbd } from '@/components/ui/kbd';
import { Loading } from '@/components/ui/spinner';
import { FilterInput } from '@/components/ui/filter-input';
import { formatQuantity } from '@/lib/format/numbers';
import type { ConnectionView } from '@/lib/connections/types';
import { OpenBucketForm } from './open-form';
import { toShownBuckets, type BucketSort } from './rows';
import { BucketTable } from './table';
import { useBuckets } from './use-buckets';
import { useFilterKey } from './use-filter-key';

const CreateBucketDialog = dynamic(() => import('./create-dialog').then((module) => module.CreateBucketDialog), {
  ssr: false,
});
const DeleteBucketDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteBucketDialog), {
  ssr: false,
});
const EmptyBucketDialog = dynamic(() => import('./empty-dialog').then((module) => module.EmptyBucketDialog), {
  ssr: false,
});
const OpenBucketDialog = dynamic(() => import('./open-dialog').then((module) => module.OpenBucketDialog), {
  ssr: false,
});

type Overlay = { kind: 'create' } | { kind: 'open' } | { kind: 'delete' | 'empty'; bucket: string } | null;

/** The buckets of a connection. */
export function BucketsScreen({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  return connection ? <Buckets connection={connection} /> : null;
}

function Buckets({ connection }: { connection: ConnectionView }) {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const closeOverlay = (isOpen: boolean) => {
    if (!isOpen) setOverlay(null);
  };
  const startCreate = () => setOverlay({ kind: 'create' });
  const startOpen = () => setOverlay({ kind: 'open' });
  useCommands([
    ...(connection.readOnly
      ? []
      : [
          {
            id: 'create-bucket',
            title: 'New bucket',
            group: 'Buckets here',
            icon: <Plus size={14} />,
            run: startCreate,
          },
        ]),
    {
      id: 'open-bucket',
      title: 'Open a bucket by name',
      group: 'Buckets here',
      icon: <FolderSearch size={14} />,
      run: startOpen,
    },
  ]);
  return (
    <>
      <h1 className="sr-only">Buckets of {connection.name}</h1>
      <PageActions>
        {connection.readOnly ? (
          <Badge tone="warn">read-only</Badge>
        ) : (
          <Button variant="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={startCreate}>
            New bucket
          </Button>
        )}
      </PageActions>
      <BucketsContent
        connection={connection}
        onCreate={startCreate}
        onOpenByName={startOpen}
        onDelete={(bucket) => setOverlay({ kind: 'delete', bucket })}
        onEmpty={(bucket) => setOverlay({ kind: 'empty', bucket })}
      />
      {overlay?.kind === 'create' && <CreateBucketDialog connection={connection} open onOpenChange={closeOverlay} />}
      {overlay?.kind === 'open' && <OpenBucketDialog connection={connection} open onOpenChange={closeOverlay} />}
      {overlay?.kind === 'empty' && (
        <EmptyBucketDialog connection={connection} bucket={overlay.bucket} onClose={() => setOverlay(null)} />
      )}
      {overlay?.kind === 'delete' && (
        <DeleteBucketDialog connection={connection} bucket={overlay.bucket} open onOpenChange={closeOverlay} />
      )}
    </>
  );
}

interface BucketsContentProps {
  connection: ConnectionView;
  onCreate: () => void;
  onOpenByName: () => void;
  onDelete: (bucket: string) => void;
  onEmpty: (bucket: string) => void;
}

function BucketsContent({ connection, onCreate, onOpenByName, onDelete, onEmpty }: BucketsContentProps) {
  const { query, buckets, owner, listingDenied } = useBuckets(connection.id);
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<BucketSort | null>(null);
  const filterInput = useRef<HTMLInputElement>(null);
  useFilterKey(filterInput);

  if (query.isPending) return <Loading className="p-4">Listing buckets</Loading>;
  if (query.isError && buckets.length === 0) {
    return (
      <ErrorNotice
        error={query.error}
        title="The buckets could not be listed"
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
        actions={
          <Button size="small" onClick={onOpenByName}>
            Open a bucket by name
          </Button>
        }
        className="m-4"
      />
    );
  }
  if (buckets.length === 0) {
    return listingDenied ? (
      <ListingDenied connection={connection} />
    ) : (
      <NoBuckets canCreate={!connection.readOnly} onCreate={onCreate} onOpenByName={onOpenByName} />
    );
  }

  const shown = toShownBuckets(buckets, filter, sort);
  return (
    <>
      <Toolbar filter={filter} onFilterChange={setFilter} inputRef={filterInput} onOpenByName={onOpenByName} />
      {listingDenied && (
        <Callout tone="warn" title="These keys may not list buckets" className="mx-3.5 mt-3">
          Shown are the buckets that the operator named. Others can be opened by name.
        </Callout>
      )}
      <BucketTable
        connection={connection}
        buckets={shown}
        owner={owner}
        sort={sort}
        onSort={setSort}
        onDelete={onDelete}
        onEmpty={onEmpty}
        emptyText={`No bucket has “${filter.trim()}” in its name.`}
      />
      {query.isError && (
        <ErrorNotice
          error={query.error}
          title="More buckets could not be listed"
          onRetry={() => void query.fetchNextPage()}
          retrying={query.isFetching}
          className="mx-3.5 mb-2"
        />
      )}
      <StatusLine
        shownCount={shown.length}
        loadedCount={buckets.length}
        isFiltered={filter.trim() !== ''}
        isSorted={sort !== null}
        hasMore={query.hasNextPage}
        isLoadingMore={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  );
}

interface ToolbarProps {
  filter: string;
  onFilterChange: (filter: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
  onOpenByName: () => void;
}

function Toolbar({ filter, onFilterChange, inputRef, onOpenByName }: ToolbarProps) {
  useKeyHelp([{ keys: '/', does: 'Filter', group: 'Buckets' }]);
  return (
    <div className="flex shrink-0 items-center gap-1.5 border-b border-line px-3.5 py-2">
      <FilterInput
        ref={inputRef}
        value={filter}
        onValueChange={onFilterChange}
        placeholder="Filter buckets"
        aria-label="Filter buckets by name"
        trailing={filter === '' && <Kbd className="max-[680px]:hidden">/</Kbd>}
        className="max-w-[340px] flex-1"
      />
      <span className="flex-1 max-[680px]:hidden" />
      <Button
        variant="quiet"
        icon={<FolderSearch size={14} aria-hidden="true" />}
        aria-label="Open by name"
        title="Open by name"
        onClick={onOpenByName}
      >
        <span className="max-[680px]:hidden">Open by name</span>
      </Button>
    </div>
  );
}

interface StatusLineProps {
  shownCount: number;
  loadedCount: number;
  isFiltered: boolean;
  isSorted: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
}

/** Says how much of the whole is seen. */
function StatusLine(props: StatusLineProps) {
  const { shownCount, loadedCount, isFiltered, isSorted, hasMore, isLoadingMore, onLoadMore } = props;
  const total = `${formatQuantity(loadedCount, 'bucket')}${hasMore ? ' of more' : ''}`;
  return (
    <div className="flex h-[30px] shrink-0 items-center gap-3.5 border-t border-line px-3.5 text-sm text-ink-3 tabular-nums">
      <span role="status">{isFiltered ? `${formatQuantity(shownCount, 'match', 'matches')} in ${total}` : total}</span>
      {hasMore && (isFiltered || isSorted) && <span>among those loaded</span>}
      {hasMore && (
        <Button size="small" variant="quiet" className="ml-auto" pending={isLoadingMore} onClick={onLoadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}

function ListingDenied({ connection }: { connection: ConnectionView }) {
  return (
    <EmptyState icon={<Database size={28} />} title="These keys may not list buckets">
      <p>
        The permission <code className="font-mono text-sm text-ink">s3:ListAllMyBuckets</code> is missing. Buckets you
        know by name open without it.
      </p>
      <OpenBucketForm connection={connection} className="mt-4 text-left" />
    </EmptyState>
  );
}

interface NoBucketsProps {
  canCreate: boolean;
  onCreate: () => void;
  onOpenByName: () => void;
}

function NoBuckets({ canCreate, onCreate, onOpenByName }: NoBucketsProps) {
  return (
    <EmptyState
      icon={<Database size={28} />}
      title="No buckets yet"
      actions={
        <>
          {canCreate && (
            <Button variant="primary" onClick={onCreate}>
              New bucket
            </Button>
          )}
          <Button onClick={onOpenByName}>Open by name</Button>
        </>
      }
    >
      These keys own no bucket here. Buckets of others, shared with you, open by name.
    </EmptyState>
  );
}
