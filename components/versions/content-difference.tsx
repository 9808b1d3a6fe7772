'use client';

import { useQuery } from '@tanstack/react-query';
import { BlockedNotice } from '@/components/previews/blocked-notice';
import { TextDifference } from '@/components/previews/text-difference';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import { toAppError } from '@/lib/errors/app-error';
import type { ObjectTarget } from '@/lib/objects/schema';
import { readText, type ReadText } from '@/lib/previews/read-text';

interface ContentDifferenceProps {
  before: ObjectTarget;
  after: ObjectTarget;
  isReadOnly: boolean;
}

/** The second is not read where the first is no text. */
async function readBoth(before: ObjectTarget, after: ObjectTarget, signal: AbortSignal): Promise<ReadText[]> {
  const first = await readText(before, signal);
  return first.kind === 'none' ? [first] : [first, await readText(after, signal)];
}

/** What differs in the text of two versions; why nothing can be shown where they are no texts. */
export function ContentDifference({ before, after, isReadOnly }: ContentDifferenceProps) {
  const query = useQuery({
    queryKey: ['compared-text', before, after],
    queryFn: ({ signal }) => readBoth(before, after, signal),
    retry: false,
    gcTime: 0,
  });
  const { data, error } = query;
  const refetch = (): void => void query.refetch();
  if (query.isPending) return <Loading className="py-3">Reading both</Loading>;
  if (error && toAppError(error).code === 'unreachable') {
    return <BlockedNotice target={before} purpose="read" isReadOnly={isReadOnly} error={error} onRetry={refetch} />;
  }
  if (error) return <ErrorNotice className="mt-3" title="They could not be read" error={error} onRetry={refetch} />;
  const [left, right] = data ?? [];
  const none = [left, right].find((side) => side?.kind === 'none');
  if (left?.kind !== 'text' || right?.kind !== 'text') {
    return <p className="mt-3 text-ink-2">The content differs. {none?.kind === 'none' && none.why}</p>;
  }
  if (left.text === right.text) {
    return <p className="mt-3 text-ink-2">The texts are the same, but for their line ends or their encoding.</p>;
  }
  return (
    <section aria-label="Content" className="mt-3">
      <TextDifference label="Lines that differ" before={left.text.split('\n')} after={right.text.split('\n')} />
    </section>
  );
}
