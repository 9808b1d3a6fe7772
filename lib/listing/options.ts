import type { BrowseState } from '@/lib/client/routes';
import type { ListingInput } from '@/lib/objects/schema';
import type { SearchQuery } from '@/lib/search/query';
import { sortColumns, type Sort } from './sort';

/** Parameters of ListObjectsV2 beyond prefix, delimiter and start-after, as the user switches them. */
export interface ListingOptions {
  fetchOwner: boolean;
  restoreStatus: boolean;
  /** ListObjects instead of ListObjectsV2. */
  isVersion1: boolean;
  /** 1 to 1,000; `null` leaves it to the server. */
  maxKeys: number | null;
  /** Twelve digits; '' does not ask. */
  expectedBucketOwner: string;
}

export const defaultListingOptions: ListingOptions = {
  fetchOwner: false,
  restoreStatus: false,
  isVersion1: false,
  maxKeys: null,
  expectedBucketOwner: '',
};

/** How each option stands in the URL, as values of `with`. */
const switches = { owner: 'fetchOwner', restore: 'restoreStatus', v1: 'isVersion1' } as const;

/** Reads the `with` parameters of a URL. What is not understood is left out. */
export function fromOptionNames(names: readonly string[]): ListingOptions {
  const options = { ...defaultListingOptions };
  for (const name of names) {
    if (Object.hasOwn(switches, name)) options[switches[name as keyof typeof switches]] = true;
    const maxKeys = /^max-keys:(\d{1,4})$/u.exec(name)?.[1];
    if (maxKeys !== undefined && isMaxKeys(Number(maxKeys))) options.maxKeys = Number(maxKeys);
    const account = /^account:(\d{12})$/u.exec(name)?.[1];
    if (account !== undefined) options.expectedBucketOwner = account;
  }
  return options;
}

export function toOptionNames(options: ListingOptions): string[] {
  const names = Object.entries(switches).flatMap(([name, option]) => (options[option] ? [name] : []));
  if (options.maxKeys !== null) names.push(`max-keys:${options.maxKeys}`);
  if (options.expectedBucketOwner !== '') names.push(`account:${options.expectedBucketOwner}`);
  return names;
}

/** A page holds at most 1,000 keys (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html). */
export function isMaxKeys(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 1000;
}

/** An AWS account id. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/u.test(text);
}

/** What to list: current objects, every version of them, those of a moment, or those of all depths that a search finds. */
export type BrowseListing = ListingInput & { versions?: true; at?: number; search?: SearchQuery };

function toKind({ search, at, versions }: BrowseState): Pick<BrowseListing, 'search' | 'at' | 'versions'> {
  if (search) return { search };
  if (at !== null) return { at };
  return versions ? { versions: true } : {};
}

/** What to ask the server for, from what the URL says. Sort and filter are not part of it. */
export function toListingInput(connection: string, bucket: string, state: BrowseState): BrowseListing {
  const options = fromOptionNames(state.options);
  return {
    connection,
    bucket,
    prefix: state.prefix,
    // A search looks at all depths.
    delimiter: state.search ? '' : state.delimiter,
    ...toKind(state),
    ...(state.startAfter !== null && { startAfter: state.startAfter }),
    ...(options.fetchOwner && { fetchOwner: true }),
    ...(options.restoreStatus && { restoreStatus: true }),
    ...(options.isVersion1 && { api: 'v1' as const }),
    ...(options.maxKeys !== null && { maxKeys: options.maxKeys }),
    ...(options.expectedBucketOwner !== '' && { expectedBucketOwner: options.expectedBucketOwner }),
  };
}

/** The sort of a URL, `null` when it names no column of ours. */
export function toSort(sort: BrowseState['sort']): Sort | null {
  const column = sortColumns.find((known) => known === sort?.column);
  return column && sort ? { column, descending: sort.descending } : null;
}
