'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DiffLines } from '@/components/ui/diff-lines';
import { formatExactDate } from '@/lib/format/dates';
import type { HistoryEntry } from '@/lib/settings/types';
import { toLines } from './to-lines';

interface HistoryItemProps {
  entry: HistoryEntry;
  /** It is shown open. */
  isNewest: boolean;
  /** JSON of what is there now. */
  savedText: string;
  onTake: ((text: string) => void) | null;
}

/** One change: its line, and below it what it changed. */
export function HistoryItem({ entry, isNewest, savedText, onTake }: HistoryItemProps) {
  const { at, accessKeyId, act, isCertain, before, after, summary } = entry;
  const [isOpen, setIsOpen] = useState(isNewest);
  const body = useId();
  const canTake = (text: string | null): text is string => text !== null && text !== '' && text !== savedText;
  return (
    <li className="border-line not-last:border-b">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={body}
        className="flex w-full flex-wrap items-center gap-x-2 px-3 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
        <span className="font-medium">{formatExactDate(at)}</span>
        <span className="min-w-0 flex-1 break-words text-ink-2 max-[680px]:order-last max-[680px]:basis-full">
          {act === 'remove' ? 'deleted' : (summary ?? 'saved')}
        </span>
        {!isCertain && <Badge tone="warn">no answer came</Badge>}
        <span className="font-mono text-sm break-all text-ink-3">{accessKeyId}</span>
      </button>
      <div id={body} hidden={!isOpen} className="px-3 pb-3">
        {isOpen && (
          <>
            {!isCertain && (
              <p className="mb-2 text-sm text-ink-2">The server did not answer, so this may not have been saved.</p>
            )}
            {before === null && (
              <p className="mb-2 text-sm text-ink-2">
                What was there before is not known: those keys could not read the setting.
              </p>
            )}
            <DiffLines label="What was changed" before={toLines(before ?? '')} after={toLines(after)} />
            {onTake && (canTake(before) || canTake(after)) && (
              <div className="mt-2 flex flex-wrap gap-2">
                {canTake(before) && (
                  <Button size="small" onClick={() => onTake(before)}>
                    Edit what was before
                  </Button>
                )}
                {canTake(after) && (
                  <Button size="small" onClick={() => onTake(after)}>
                    Edit what was saved
                  </Button>
                )}
              </div>
            )}
          </>
        )}
      </div>
    </li>
  );
}
