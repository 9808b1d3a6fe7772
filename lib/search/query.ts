/** How the text of a search is meant. */
export type SearchMode = 'text' | 'glob' | 'regex';

/** What to find among the keys below a prefix, at every depth. */
export interface SearchQuery {
  /** '' finds every name. */
  text: string;
  mode: SearchMode;
  isCaseSensitive: boolean;
  /** Bytes, both included. */
  minBytes: number | null;
  maxBytes: number | null;
  /** Changed at or after, and before, in milliseconds since 1970. */
  from: number | null;
  to: number | null;
  /** Storage class, as S3 spells it; '' is any. */
  storageClass: string;
}

export const emptySearch: SearchQuery = {
  text: '',
  mode: 'text',
  isCaseSensitive: false,
  minBytes: null,
  maxBytes: null,
  from: null,
  to: null,
  storageClass: '',
};

const names = {
  text: 'find',
  mode: 'find-as',
  isCaseSensitive: 'find-case',
  minBytes: 'find-min',
  maxBytes: 'find-max',
  from: 'find-from',
  to: 'find-to',
  storageClass: 'find-class',
} as const;

/** Writes a search into the parameters of a URL. Its text stands there even when it is empty: it says that there is a search. */
export function addSearch(query: URLSearchParams, search: SearchQuery): void {
  query.set(names.text, search.text);
  if (search.mode !== 'text') query.set(names.mode, search.mode);
  if (search.isCaseSensitive) query.set(names.isCaseSensitive, '1');
  for (const name of ['minBytes', 'maxBytes'] as const) {
    const value = search[name];
    if (value !== null) query.set(names[name], String(value));
  }
  for (const name of ['from', 'to'] as const) {
    const value = search[name];
    if (value !== null) query.set(names[name], new Date(value).toISOString());
  }
  if (search.storageClass) query.set(names.storageClass, search.storageClass);
}

function toSize(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

function toTime(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** The search of a URL, `null` when it has none. What is not understood is left out. */
export function readSearch(query: URLSearchParams): SearchQuery | null {
  const text = query.get(names.text);
  if (text === null) return null;
  const mode = query.get(names.mode);
  return {
    text,
    mode: mode === 'glob' || mode === 'regex' ? mode : 'text',
    isCaseSensitive: query.get(names.isCaseSensitive) === '1',
    minBytes: toSize(query.get(names.minBytes)),
    maxBytes: toSize(query.get(names.maxBytes)),
    from: toTime(query.get(names.from)),
    to: toTime(query.get(names.to)),
    storageClass: query.get(names.storageClass) ?? '',
  };
}
