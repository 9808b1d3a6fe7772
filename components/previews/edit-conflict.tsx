'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import type { ObjectTarget } from '@/lib/objects/schema';
import { createDecoder, detectEncoding } from '@/lib/previews/encoding';
import { maxEditableBytes } from '@/lib/previews/editable-text';
import { ObjectSource } from '@/lib/previews/object-source';
import { fetchPreviewLink } from '@/lib/previews/queries';

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
          <Difference before={theirs.text.split('\n')} after={mine.split('\n')} />
        </div>
      )}
    </div>
  );
}

/** Lines around what differs. */
const context = 3;
/** More differing lines are not compared one by one. */
const maxLines = 1500;

function countSame(
  before: readonly string[],
  after: readonly string[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && at(before, same) === at(after, same)) same += 1;
  return same;
}

/** What differs, with a little around it: of two long texts most is usually the same. */
function Difference({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const head = countSame(before, after, (lines, index) => lines[index]);
  const rest = [before.slice(head), after.slice(head)] as const;
  const tail = countSame(...rest, (lines, index) => lines.at(-1 - index));
  const start = Math.max(0, head - context);
  const cut = (lines: readonly string[]): readonly string[] =>
    lines.slice(start, Math.min(lines.length, lines.length - tail + context));
  const [theirs, mine] = [cut(before), cut(after)];
  const isCut = theirs.length > maxLines || mine.length > maxLines;
  return (
    <>
      <p className="mb-1 text-sm text-ink-3">
        {`From line ${start + 1} on`}
        {isCut && `; the first ${maxLines} lines that differ`}
      </p>
      <DiffLines label="Their text and mine" before={theirs.slice(0, maxLines)} after={mine.slice(0, maxLines)} />
    </>
  );
}
