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
import type { UploadSize } from '@/lib/incomplete-uploads/types';
import { UploadsList } from './list';
import { PrefixFilter } from './prefix-filter';
import { RuleOffer } from './rule-offer';
import { addUp, describeUploads, toUploadName } from './totals';

interface ScreenProps {
  connectionId: string;
  bucket: string;
}

/** What was begun in parts and never ended: it is paid for, and no listing of objects shows it. */
export function IncompleteUploadsScreen({ connectionId, bucket }: ScreenProps) {
  const connection = useConnection(connectionId);
  return connection && <Uploads connection={connection} bucket={bucket} />;
}

function useUploads(connection: string, bucket: string, prefix: string) {
  const target = { connection, bucket };
  const query = useInfiniteQuery(uploadsQuery(target, prefix));
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
  const [prefix, setPrefix] = useState('');
  const { query, uploads, sizes } = useUploads(connection.id, bucket, prefix);
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
        <RuleOffer connection={connection} bucket={bucket} prefix={prefix} />
        <div className="mt-3">
          <PrefixFilter prefix={prefix} onPrefix={setPrefix} />
        </div>
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
          <EmptyState
            icon={<CloudUpload size={28} strokeWidth={1.5} />}
            title={prefix === '' ? 'Nothing was left behind' : 'No key of an upload begins so'}
          >
            Uploads in parts that are broken off stay until they are aborted. There are none here.
          </EmptyState>
        )}
        {uploads.length > 0 && (
          <UploadsList key={prefix} connection={connection} bucket={bucket} uploads={uploads} sizes={sizes} />
        )}
        {hasNextPage && (
          <Button className="mt-2" pending={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            More uploads
          </Button>
        )}
      </div>
    </>
  );
}
