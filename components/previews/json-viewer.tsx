'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { formatCount } from '@/lib/format/numbers';
import { createDecoder, detectEncoding } from '@/lib/previews/encoding';
import { ExactNumber, parseExactJson } from '@/lib/previews/exact-json';
import { useLoaded } from './use-loaded';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** A tree takes many times the memory of its text. */
const maxBytes = 5 * 1024 * 1024;
/** Drawn at once of what lies in one place. */
const pageSize = 100;
/** Of a text. */
const maxCharacters = 2000;

type Parsed = { value: unknown } | { problem: string };

/** JSON as a tree to open and close. What is too large, or is none, is shown as text. */
export function JsonViewer({ link, source, head, onReopen, onFallBack }: ViewerProps) {
  const isTooLarge = source.sizeBytes > maxBytes;
  const query = useLoaded(link.url, 'json', async (signal): Promise<Parsed> => {
    if (isTooLarge) return { problem: 'Too large for a tree.' };
    const bytes = await source.read(0, source.sizeBytes, signal);
    const { encoding, markBytes } = detectEncoding(head ?? bytes);
    try {
      return { value: parseExactJson(createDecoder(encoding).decode(bytes.subarray(markBytes))) };
    } catch {
      return { problem: 'This is no valid JSON.' };
    }
  });
  const problem = query.data && 'problem' in query.data ? query.data.problem : null;
  const fallBack = useEffectEvent((why: string) => onFallBack('text', why));
  useEffect(() => {
    if (problem !== null) fallBack(problem);
  }, [problem]);
  if (query.error) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  if (!query.data || 'problem' in query.data) return <Loading className="p-3.5">Reading</Loading>;
  return (
    <div
      role="group"
      aria-label="JSON"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-surface px-3.5 py-2 font-mono text-sm focus-visible:-outline-offset-2"
    >
      <Branch name={null} value={query.data.value} depth={0} />
    </div>
  );
}

type Entries = readonly (readonly [string, unknown])[];

/** What lies in a value; `null` for one that holds nothing. */
function toEntries(value: unknown): Entries | null {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item as unknown] as const);
  if (typeof value === 'object' && value !== null && !(value instanceof ExactNumber)) return Object.entries(value);
  return null;
}

interface BranchProps {
  name: string | null;
  value: unknown;
  depth: number;
}

function Branch({ name, value, depth }: BranchProps) {
  const isContainer = typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
  const [isOpen, setOpen] = useState(depth < 2);
  const [shown, setShown] = useState(pageSize);
  const label = name !== null && (
    <span className="text-accent">
      <KeyName text={name} />
      <span className="text-ink-3">: </span>
    </span>
  );
  if (!isContainer) {
    return (
      <div className="pl-[18px] wrap-anywhere">
        {label}
        <Leaf value={value} />
      </div>
    );
  }
  const entries = toEntries(value) ?? [];
  const summary = Array.isArray(value) ? `[${formatCount(entries.length)}]` : `{${formatCount(entries.length)}}`;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex cursor-default items-center gap-0.5 rounded-sm text-left hover:bg-sunken"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon size={14} aria-hidden="true" className="-ml-0.5 shrink-0 text-ink-3" />
        {label}
        <span className="text-ink-3">{summary}</span>
      </button>
      {isOpen && (
        <div className="ml-[6px] border-l border-line pl-3">
          {entries.slice(0, shown).map(([key, item]) => (
            <Branch key={key} name={key} value={item} depth={depth + 1} />
          ))}
          {entries.length > shown && (
            <Button size="small" variant="quiet" onClick={() => setShown(shown + pageSize)}>
              {`Show more (${formatCount(entries.length - shown)} left)`}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Leaf({ value }: { value: unknown }): ReactNode {
  if (value instanceof ExactNumber) return <span className="text-warn">{value.source}</span>;
  if (typeof value !== 'string') return <span className="text-warn">{String(value)}</span>;
  const shown = value.length > maxCharacters ? `${value.slice(0, maxCharacters)}…` : value;
  return (
    <span>
      “<KeyName text={shown} />”
    </span>
  );
}
