'use client';

import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { CloudUpload, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { PageActions } from '@/components/shell/slots';
import { Button, IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { objectsRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { uploadSizesQuery, uploadsQuery } from '@/lib/incomplete-uploads/queries';
import type { IncompleteUpload, UploadSize } from '@/lib/incomplete-uploads/types';
import { AbortDialog } from './abort-dialog';
import { UploadsTable } from './table';
import { SelectOlder } from './select-older';
import { addUp, describeUploads, findOlder, toUploadName } from './totals';

interface ScreenProps {
  connectionId: string;
  bucket: string;
}

/** What was begun in parts and never ended: it is paid for, and no listing of objects shows it. */
export function IncompleteUploadsScreen({ connectionId, bucket }: ScreenProps) {
  const connection = useConnection(connectionId);
  return connection && <Uploads connection={connection} bucket={bucket} />;
}

function useUploads(connection: string, bucket: string) {
  const target = { connection, bucket };
  const query = useInfiniteQuery(uploadsQuery(target, ''));
  const pages = query.data?.pages ?? [];
  const sizes = useQueries({
    queries: pages.map((page) => uploadSizesQuery(target, page.uploads)),
    combine: (results) =>
      new Map<string, UploadSize>(
        results.flatMap(({ data = [] }) => data.map((size) => [toUploadName(size), size] as const)),
      ),
  });
  return { query, uploads: pages.flatMap((page) => page.uploads), sizes };
}

function Uploads({ connection, bucket }: { connection: ConnectionView; bucket: string }) {
  const { query, uploads, sizes } = useUploads(connection.id, bucket);
  const { hasNextPage, isFetchingNextPage, isFetching, error } = query;
  return (
    <>
      <PageActions>
        <ButtonLink href={objectsRoute(connection.id, bucket)}>Objects</ButtonLink>
        <IconButton label="List again" pending={isFetching} onClick={() => void query.refetch()}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      </PageActions>
      <div className="mx-auto w-full max-w-[1100px] px-3.5 py-4">
        <h1 className="text-xl font-semibold">
          Incomplete uploads of <KeyName text={bucket} />
        </h1>
        <p role="status" className="mt-0.5 text-sm text-ink-3 tabular-nums">
          {query.data ? describeUploads(uploads.length, hasNextPage, addUp(sizes)) : 'listing …'}
        </p>
        {query.isPending && <Loading className="py-4">Listing the uploads</Loading>}
        {error && (
          <ErrorNotice
            className="mt-3"
            title="The uploads could not be listed"
            error={error}
            retrying={isFetching}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.data && uploads.length === 0 && (
          <EmptyState icon={<CloudUpload size={28} strokeWidth={1.5} />} title="Nothing was left behind">
            Uploads in parts that are broken off stay until they are aborted. There are none here.
          </EmptyState>
        )}
        {uploads.length > 0 && <UploadsList connection={connection} bucket={bucket} uploads={uploads} sizes={sizes} />}
        {hasNextPage && (
          <Button className="mt-2" pending={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            More uploads
          </Button>
        )}
      </div>
    </>
  );
}

interface UploadsListProps {
  connection: ConnectionView;
  bucket: string;
  uploads: readonly IncompleteUpload[];
  sizes: ReadonlyMap<string, UploadSize>;
}

/** The uploads that are listed, and the way to be rid of some. */
function UploadsList({ connection, bucket, uploads, sizes }: UploadsListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  // Read once: ages must not change from one drawing to the next.
  const [now] = useState(() => Date.now());
  const chosen = uploads.filter((upload) => selected.has(toUploadName(upload)));
  return (
    <>
      {!connection.readOnly && (
        <div className="mt-3 flex flex-wrap items-end gap-2">
          <SelectOlder onSelect={(days) => setSelected(new Set(findOlder(uploads, days, now).map(toUploadName)))} />
          <Button variant="danger" className="ml-auto" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
            {chosen.length === 0 ? 'Abort' : `Abort ${chosen.length}`}
          </Button>
        </div>
      )}
      <UploadsTable
        uploads={uploads}
        sizes={sizes}
        now={now}
        selected={selected}
        onSelect={connection.readOnly ? null : setSelected}
      />
      {isAsking && (
        <AbortDialog
          target={{ connection: connection.id, bucket }}
          uploads={chosen}
          sizes={sizes}
          onClose={(hasAborted) => {
            setAsking(false);
            if (hasAborted) setSelected(new Set());
          }}
        />
      )}
    </>
  );
}
