'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import type { OpenDialog } from '@/components/objects/dialogs';
import type { BrowserActs } from '@/components/objects/use-acts';
import type { ConnectionView } from '@/lib/connections/types';
import { formatQuantity } from '@/lib/format/numbers';
import type { ObjectTarget } from '@/lib/objects/schema';
import { timelineQuery } from '@/lib/versions/queries';
import { TimelineItem } from './timeline-item';

export interface TimelineProps {
  connection: ConnectionView;
  target: ObjectTarget;
  acts: Pick<BrowserActs, 'downloadOne'>;
  setDialog: (dialog: OpenDialog) => void;
}

/** Every version and delete marker of one object, the newest first, with what can be done with each. */
export function Timeline({ connection, target, acts, setDialog }: TimelineProps) {
  const { data, error, isPending, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(timelineQuery(target));
  // Read once: ages must not change from one drawing to the next.
  const [now] = useState(() => Date.now());
  const versions = data?.pages.flatMap((page) => page.versions) ?? [];
  const purge = (): void => setDialog({ kind: 'delete', deletion: { kind: 'older', target } });
  return (
    <div className="pt-2">
      {isPending && <Loading className="px-3.5 py-3">Reading the versions</Loading>}
      {error && (
        <ErrorNotice
          className="mx-3.5 my-3"
          title="The versions could not be read"
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {data && versions.length === 0 && <p className="px-3.5 py-3 text-ink-3">There is no version of this object.</p>}
      {versions.length > 0 && (
        <>
          <div className="flex min-h-[34px] flex-wrap items-center gap-2 px-3.5 text-sm text-ink-3">
            <span className="flex-1">
              {hasNextPage ? `first ${versions.length} of more` : formatQuantity(versions.length, 'version')}
            </span>
            {!connection.readOnly && versions.length > 1 && (
              <Button size="small" onClick={purge}>
                Delete older versions
              </Button>
            )}
          </div>
          <ol aria-label="Versions" className="border-t border-line">
            {versions.map((version) => (
              <TimelineItem
                key={version.versionId}
                version={version}
                versions={versions}
                isShown={version.versionId === target.versionId}
                target={target}
                now={now}
                isReadOnly={connection.readOnly}
                acts={acts}
                setDialog={setDialog}
              />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <Button className="mx-3.5 mt-2" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older versions
        </Button>
      )}
    </div>
  );
}
