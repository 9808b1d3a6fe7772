import { fromLocalMinute, toLocalMinute } from '@/components/object-properties/local-minute';
import { parseBytes, toByteText } from '@/lib/format/parse-bytes';
import type { SearchMode, SearchQuery } from '@/lib/search/query';

/** A search while it is typed: every field as its text. */
export interface SearchDraft {
  text: string;
  mode: SearchMode;
  isCaseSensitive: boolean;
  minSize: string;
  maxSize: string;
  from: string;
  to: string;
  storageClass: string;
}

const toMoment = (time: number | null): string => (time === null ? '' : toLocalMinute(time));
const toSize = (bytes: number | null): string => (bytes === null ? '' : toByteText(bytes));

export function toSearchDraft(query: SearchQuery): SearchDraft {
  const { text, mode, isCaseSensitive, storageClass } = query;
  return {
    text,
    mode,
    isCaseSensitive,
    storageClass,
    minSize: toSize(query.minBytes),
    maxSize: toSize(query.maxBytes),
    from: toMoment(query.from),
    to: toMoment(query.to),
  };
}

export type SearchProblems = Partial<Record<'minSize' | 'maxSize' | 'from' | 'to' | 'whole', string>>;

const badSize = 'A size such as 500, 10 kB or 1.5 GiB.';
const badTime = 'A date and a time.';

/** A text of its kind, or none at all. */
const isUnreadable = (text: string, value: number | null): boolean => text.trim() !== '' && value === null;

const isReversed = (low: number | null, high: number | null, mayBeEqual: boolean): boolean =>
  low !== null && high !== null && (low > high || (low === high && !mayBeEqual));

function findProblems(draft: SearchDraft, { minBytes, maxBytes, from, to, ...query }: SearchQuery): SearchProblems {
  const problems: SearchProblems = {};
  if (isReversed(minBytes, maxBytes, true)) problems.maxSize = 'Less than the smallest size.';
  if (isReversed(from, to, false)) problems.to = 'Not after the first moment.';
  if (isUnreadable(draft.minSize, minBytes)) problems.minSize = badSize;
  if (isUnreadable(draft.maxSize, maxBytes)) problems.maxSize = badSize;
  if (isUnreadable(draft.from, from)) problems.from = badTime;
  if (isUnreadable(draft.to, to)) problems.to = badTime;
  const hasFilter = [minBytes, maxBytes, from, to].some((value) => value !== null) || query.storageClass !== '';
  if (query.text === '' && !hasFilter) problems.whole = 'Type a part of a name, or choose a filter.';
  return problems;
}

/** The search of a draft, or what keeps it from being one. */
export function toSearchQuery(draft: SearchDraft): { query: SearchQuery; problems: SearchProblems } {
  const query: SearchQuery = {
    text: draft.text,
    mode: draft.mode,
    isCaseSensitive: draft.isCaseSensitive,
    minBytes: parseBytes(draft.minSize),
    maxBytes: parseBytes(draft.maxSize),
    from: fromLocalMinute(draft.from),
    to: fromLocalMinute(draft.to),
    storageClass: draft.storageClass.trim(),
  };
  return { query, problems: findProblems(draft, query) };
}
