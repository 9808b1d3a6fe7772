import type { Route } from 'next';
import { addSearch, readSearch, type SearchQuery } from '../search/query.ts';

/** State of the object browser that lives in the URL, so that links, reloads and the back button keep the place. */
export interface BrowseState {
  prefix: string;
  /** '/' unless told otherwise; '' lists flat. */
  delimiter: string;
  /** Key shown in the details panel. */
  key: string | null;
  /** The version of it that is shown; `null` for the current one. */
  versionId: string | null;
  /** Lists every version and delete marker instead of current objects. */
  versions: boolean;
  /** Lists what there was at this moment, in milliseconds since 1970; `null` lists what is there now. */
  at: number | null;
  sort: SortState | null;
  filter: string;
  startAfter: string | null;
  /** What is searched for below the prefix; `null` when the prefix is listed. */
  search: SearchQuery | null;
  /** Further listing parameters, by their short names; see `toOptionNames` in lib/listing/options.ts. */
  options: string[];
}

export interface SortState {
  column: string;
  descending: boolean;
}

export const initialBrowseState: BrowseState = {
  prefix: '',
  delimiter: '/',
  key: null,
  versionId: null,
  versions: false,
  at: null,
  sort: null,
  filter: '',
  startAfter: null,
  search: null,
  options: [],
};

/** Rows are versions: of every time, or of one moment. A search finds current objects. */
export function showsVersions({ versions, at, search }: BrowseState): boolean {
  return search === null && (versions || at !== null);
}

/** Keys and prefixes travel only in the query: a path would be normalised (`..`, `//`, `%2F`) on its way. */
export function toBrowseQuery(state: Partial<BrowseState>): URLSearchParams {
  const full = { ...initialBrowseState, ...state };
  const query = new URLSearchParams();
  if (full.prefix) query.set('prefix', full.prefix);
  if (full.delimiter !== '/') query.set('delimiter', full.delimiter);
  if (full.key !== null) query.set('key', full.key);
  if (full.key !== null && full.versionId !== null) query.set('version', full.versionId);
  if (full.versions) query.set('versions', '1');
  if (full.at !== null) query.set('at', new Date(full.at).toISOString());
  if (full.sort) query.set('sort', `${full.sort.descending ? '-' : ''}${full.sort.column}`);
  if (full.filter) query.set('filter', full.filter);
  if (full.startAfter !== null) query.set('start-after', full.startAfter);
  if (full.search) addSearch(query, full.search);
  for (const option of full.options) query.append('with', option);
  return query;
}

function toMoment(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

export function fromBrowseQuery(query: URLSearchParams): BrowseState {
  const sort = query.get('sort');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '/',
    key: query.get('key'),
    versionId: query.has('key') ? query.get('version') : null,
    versions: query.get('versions') === '1',
    at: toMoment(query.get('at')),
    sort: sort ? { column: sort.replace(/^-/u, ''), descending: sort.startsWith('-') } : null,
    filter: query.get('filter') ?? '',
    startAfter: query.get('start-after'),
    search: readSearch(query),
    options: query.getAll('with'),
  };
}

export const homeRoute = '/' as Route;
/** Sign-in, to a connection if one is named, and back to `next` afterwards. */
export function signInRoute(connection?: string, next?: Route): Route {
  const query = new URLSearchParams();
  if (connection !== undefined) query.set('connection', connection);
  if (next !== undefined) query.set('next', next);
  return `/sign-in${query.size > 0 ? `?${query}` : ''}` as Route;
}

/** The page to return to after sign-in, if the address names one of this console's own; anything else leads nowhere. */
export function toReturnRoute(next: unknown): Route | null {
  return typeof next === 'string' && /^\/c\/[^\\]*$/u.test(next) ? (next as Route) : null;
}

export const bucketsRoute = (connection: string): Route => `/c/${encodeURIComponent(connection)}` as Route;

/** An access point ARN holds a slash; it travels encoded, as one segment. */
export function objectsRoute(connection: string, bucket: string, state: Partial<BrowseState> = {}): Route {
  const query = toBrowseQuery(state).toString();
  return `${bucketsRoute(connection)}/b/${encodeURIComponent(bucket)}${query ? `?${query}` : ''}` as Route;
}

/** Jobs of a connection, or one of them. */
export const jobsRoute = (connection: string, id?: string): Route =>
  `${bucketsRoute(connection)}/jobs${id === undefined ? '' : `/${encodeURIComponent(id)}`}` as Route;

/** What was begun in parts and never ended. */
export const incompleteUploadsRoute = (connection: string, bucket: string): Route =>
  `${objectsRoute(connection, bucket)}/uploads` as Route;

/** Who gets into a bucket, or at one object in it. */
export function accessRoute(connection: string, bucket: string, key?: string): Route {
  const query = key === undefined ? '' : `?${new URLSearchParams({ key })}`;
  return `${objectsRoute(connection, bucket)}/access${query}` as Route;
}

/** The overview of a bucket's settings, or one of them. */
export function settingsRoute(connection: string, bucket: string, setting?: string): Route {
  const overview = `${objectsRoute(connection, bucket)}/settings`;
  return (setting === undefined ? overview : `${overview}/${encodeURIComponent(setting)}`) as Route;
}
