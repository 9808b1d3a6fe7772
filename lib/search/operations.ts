import 'server-only';
import { ListObjectsCommand, ListObjectsV2Command, type _Object as WireObject } from '@aws-sdk/client-s3';
import { compareKeys } from '@/lib/listing/byte-order';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import { requireListable, toListInput } from '@/lib/objects/operations';
import { toListingPage } from '@/lib/objects/wire';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { fromListedKey } from '@/lib/s3/keys';
import { searchRanges, type Listed, type SearchRange } from './engine';
import { compileName, matchesFilters } from './matcher';
import type { SearchInput } from './schema';

/** List calls under way at once: as many as a bucket bears without slowing down, and browsers use towards one host. */
const parallel = 8;
/** List calls of one answer, which nobody can stop half-way. */
const callsPerAnswer = 64;
/** Where nothing is found, how far the search has come is told this often. */
const tellEveryMs = 250;

/** An object and its key, decoded. */
interface ListedObject {
  object: WireObject;
  key: string;
}

interface ListedPage {
  objects: ListedObject[];
  callMs: number;
}

type ListRange = (range: SearchRange) => Promise<Listed<ListedPage>>;

function toListRange(connection: Connection, input: SearchInput, isOrdered: boolean): ListRange {
  const isVersion1 = input.api === 'v1' || !hasCapability(connection, 'list-v2');
  const common = toListInput({ ...input, delimiter: '' });
  const owner = input.fetchOwner === true ? { FetchOwner: true } : {};
  const send = async ({ after, token }: SearchRange) => {
    if (isVersion1)
      return connection.client.send(new ListObjectsCommand({ ...common, ...(after && { Marker: after }) }));
    const place = isOrdered ? { ...(after && { StartAfter: after }) } : { ...(token && { ContinuationToken: token }) };
    return connection.client.send(new ListObjectsV2Command({ ...common, ...owner, ...place }));
  };
  return async (range) => {
    const started = performance.now();
    const output = await send(range);
    const callMs = performance.now() - started;
    const objects = (output.Contents ?? []).map((object) => ({ object, key: fromListedKey(object.Key ?? '') }));
    return {
      page: { objects, callMs },
      firstKey: objects[0]?.key ?? null,
      lastKey: objects.at(-1)?.key ?? null,
      count: objects.length,
      isTruncated: output.IsTruncated === true,
      token: 'NextContinuationToken' in output ? output.NextContinuationToken : undefined,
    };
  };
}

/** What is left of a search, in the form that a listing goes on by. */
function toCursor(ranges: readonly SearchRange[]): ListingCursor | null {
  return ranges.length === 0 ? null : { token: JSON.stringify(ranges), startAfter: null };
}

/** What has been found and looked at since it was last told. */
class Batch {
  hits: WireObject[] = [];
  looked = 0;
  calls = 0;
  callMs = 0;
}

/**
 * Looks through all keys below a prefix, some parts of them at once, and streams what matches as soon as it is found. Each page
 * tells how many keys were looked at for it, and where the search goes on.
 */
export async function* walkSearch(connection: Connection, input: SearchInput): AsyncGenerator<ListingPage, void, void> {
  const isOrdered = !input.bucket.endsWith('--x-s3');
  requireListable({ ...input, delimiter: '' });
  const { prefix, search } = input;
  const matchesName = compileName(search);
  const isHit = ({ object, key }: ListedObject): boolean =>
    matchesFilters(search, {
      sizeBytes: object.Size ?? 0,
      modified: object.LastModified?.getTime() ?? null,
      storageClass: object.StorageClass ?? '',
    }) && matchesName(key.slice(prefix.length));
  const found = searchRanges({
    ranges: input.ranges,
    list: toListRange(connection, input, isOrdered),
    parallel,
    maxCalls: callsPerAnswer,
    canSplit: isOrdered,
  });
  let batch = new Batch();
  let rest: SearchRange[] = [];
  let told = -Infinity;
  const toPage = (): ListingPage => {
    const { hits, looked, calls, callMs } = batch;
    const page = { ...toListingPage({ Contents: hits }, prefix, toCursor(rest), callMs), search: { looked, calls } };
    batch = new Batch();
    told = performance.now();
    return page;
  };
  for await (const { page, until, rest: left } of found) {
    const own = page.objects.filter(({ key }) => until === null || compareKeys(key, until) <= 0);
    batch.hits.push(...own.filter(isHit).map(({ object }) => object));
    batch.looked += own.length;
    batch.calls += 1;
    batch.callMs = page.callMs;
    rest = left;
    if (rest.length > 0 && (batch.hits.length > 0 || performance.now() - told > tellEveryMs)) yield toPage();
  }
  // A page that brought nothing new would tell of the same place again, as a listing does that goes round in circles.
  if (batch.calls > 0) yield toPage();
}
