'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select } from '@/components/ui/select';
import { Loading } from '@/components/ui/spinner';
import { toAppError } from '@/lib/errors/app-error';
import { formatBytes } from '@/lib/format/bytes';
import type { ObjectTarget } from '@/lib/objects/schema';
import { isWrittenAtItsEnd } from '@/lib/previews/file-names';
import { blockBytes, ObjectSource } from '@/lib/previews/object-source';
import { pickViewer, type PickedViewer } from '@/lib/previews/pick-viewer';
import { fetchPreviewLink, previewQuery } from '@/lib/previews/queries';
import { sniffedBytes } from '@/lib/previews/sniff';
import type { PreviewLink, Viewer } from '@/lib/previews/types';
import { BlockedNotice } from './blocked-notice';
import { ViewerFailure } from './viewer-failure';
import { viewerParts, viewerTitles } from './viewers';

export interface PreviewProps {
  target: ObjectTarget;
  /** The operator made the connection read-only. */
  isReadOnly: boolean;
}

/** One object as it looks, by the viewer that fits. It fills the height of a column. */
export function Preview(props: PreviewProps) {
  const { target } = props;
  const client = useQueryClient();
  const query = useQuery(previewQuery(target));
  if (query.isPending) return <Loading className="p-3.5">Opening</Loading>;
  if (!query.data) {
    return (
      <ErrorNotice
        className="m-3.5"
        title="This could not be opened"
        error={query.error}
        retrying={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.isArchived) {
    return (
      <Callout className="m-3.5" title="In the archive">
        It must be restored before it can be read. “Overview” offers that.
      </Callout>
    );
  }
  const reopen = (): void => void client.invalidateQueries({ queryKey: previewQuery(target).queryKey });
  return <Opened key={`${query.data.url} ${query.data.etag}`} {...props} link={query.data} onReopen={reopen} />;
}

interface OpenedProps extends PreviewProps {
  link: PreviewLink;
  onReopen: () => void;
}

/** The first bytes, and with them the last ones of what is read from its end. */
async function readHead(source: ObjectSource, key: string, signal: AbortSignal): Promise<Uint8Array> {
  if (isWrittenAtItsEnd(key)) {
    void source.read(source.sizeBytes - blockBytes, source.sizeBytes, signal).catch(() => undefined);
  }
  return source.read(0, blockBytes, signal);
}

function Opened({ target, isReadOnly, link, onReopen }: OpenedProps) {
  const [source] = useState(() => new ObjectSource({ link, renew: () => fetchPreviewLink(target) }));
  const query = useQuery({
    queryKey: ['preview-head', link.url],
    queryFn: ({ signal }) => readHead(source, target.key, signal),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (query.isPending) return <Loading className="p-3.5">Reading</Loading>;
  const head = query.data ?? null;
  const isBlocked = query.error !== null && toAppError(query.error).code === 'unreachable';
  if (query.error && !isBlocked) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  const picked = pickViewer(target.key, head?.subarray(0, sniffedBytes) ?? null, link.sizeBytes);
  if (picked) return <Shown {...{ target, isReadOnly, link, source, head, picked, onReopen }} />;
  return (
    <BlockedNotice
      target={target}
      purpose="read"
      isReadOnly={isReadOnly}
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  );
}

interface ShownProps extends OpenedProps {
  source: ObjectSource;
  head: Uint8Array | null;
  picked: PickedViewer;
}

/** The viewer, and the choice of another. */
function Shown({ target, isReadOnly, link, source, head, picked, onReopen }: ShownProps) {
  const [chosen, setChosen] = useState<{ viewer: Viewer; why: string | null } | null>(null);
  const viewer = chosen?.viewer ?? picked.viewer;
  const remark = chosen?.why ?? picked.remark;
  const viewers = [picked.viewer, ...(head === null ? [] : picked.others)];
  const Part = viewerParts[viewer];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-[38px] flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3.5 py-1 text-sm text-ink-3">
        {viewers.length > 1 ? (
          <Select
            aria-label="Show as"
            className="w-[132px]!"
            items={viewers.map((value) => ({ value, label: viewerTitles[value] }))}
            value={viewer}
            onValueChange={(next) => setChosen({ viewer: next, why: null })}
          />
        ) : (
          <span>{viewerTitles[viewer]}</span>
        )}
        <span className="tabular-nums">{formatBytes(link.sizeBytes)}</span>
        {link.contentEncoding && <span>Shown as stored: {link.contentEncoding}</span>}
        {remark && <span className="text-warn">{remark}</span>}
      </div>
      {link.sizeBytes === 0 ? (
        <p className="p-3.5 text-ink-3">This object is empty.</p>
      ) : (
        <Part
          key={viewer}
          target={target}
          link={link}
          source={source}
          head={head}
          mediaType={picked.mediaType}
          isReadOnly={isReadOnly}
          onReopen={onReopen}
          onFallBack={(next, why) => setChosen({ viewer: next, why })}
        />
      )}
    </div>
  );
}
