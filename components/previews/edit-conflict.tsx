'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import type { ObjectTarget } from '@/lib/objects/schema';
import { createDecoder, detectEncoding } from '@/lib/previews/encoding';
import { maxEditableBytes } from '@/lib/previews/editable-text';
import { ObjectSource } from '@/lib/previews/object-source';
import { fetchPreviewLink } from '@/lib/previews/queries';
import { TextDifference } from './text-difference';

interface EditConflictProps {
  target: ObjectTarget;
  /** What was edited here. */
  mine: string;
  isSaving: boolean;
  /** Writes over what is there now, which has this ETag. */
  onOverwrite: (etag: string) => void;
  onBack: () => void;
  /** Lets go of what was edited here. */
  onDiscard: () => void;
}

interface Theirs {
  text: string;
  etag: string;
}

async function readTheirs(target: ObjectTarget, signal: AbortSignal): Promise<Theirs> {
  const link = await fetchPreviewLink(target);
  const source = new ObjectSource({ link, renew: () => fetchPreviewLink(target) });
  const bytes = await source.read(0, maxEditableBytes, signal);
  const { encoding, markBytes } = detectEncoding(bytes);
  const text = createDecoder(encoding).decode(bytes.subarray(markBytes)).replaceAll(/\r\n?/gu, '\n');
  return { text, etag: link.etag ?? '' };
}

/** Two people have edited the same object: both texts side by side, and the choice between them. */
export function EditConflict({ target, mine, isSaving, onOverwrite, onBack, onDiscard }: EditConflictProps) {
  const query = useQuery({
    queryKey: ['edit-conflict', target.connection, target.bucket, target.key],
    queryFn: ({ signal }) => readTheirs(target, signal),
    gcTime: 0,
    retry: false,
  });
  const theirs = query.data;
  return (
    <div className="min-h-0 flex-1 overflow-auto p-3.5">
      <Callout
        tone="warn"
        role="alert"
        title="Somebody has saved this object meanwhile"
        actions={
          <>
            <Button size="small" onClick={onBack}>
              Back to my text
            </Button>
            <Button size="small" onClick={onDiscard}>
              Take theirs
            </Button>
            {theirs && (
              <Button size="small" variant="danger" pending={isSaving} onClick={() => onOverwrite(theirs.etag)}>
                Write mine over theirs
              </Button>
            )}
          </>
        }
      >
        Nothing was written. Below, lines taken away are theirs, lines added are yours.
      </Callout>
      {query.isPending && <Loading className="py-3">Reading what is there now</Loading>}
      {query.error && <ErrorNotice className="mt-3" title="What is there now could not be read" error={query.error} />}
      {theirs && (
        <div className="mt-3">
          <TextDifference label="Their text and mine" before={theirs.text.split('\n')} after={mine.split('\n')} />
        </div>
      )}
    </div>
  );
}
