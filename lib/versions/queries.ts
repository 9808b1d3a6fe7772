import { infiniteQueryOptions } from '@tanstack/react-query';
import { unwrap, type Result } from '@/lib/errors/result';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import type { BucketTarget, ObjectTarget } from '@/lib/objects/schema';
import type { DeletePlan, DeleteProgress, KeyVersion } from '@/lib/objects/types';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import {
  countOlderVersions,
  deleteOlderVersions,
  deleteVersions,
  planReturn,
  readTimeline,
  walkVersions,
} from './actions';
import type { VersionListingInput } from './schema';
import type { OlderVersionsCount, OlderVersionsProgress, ReturnStep, SelectedVersion } from './types';

/** Up to `pages` pages of versions from `cursor` on (`null`: from the start). The last value may be a failure. */
export async function fetchVersionPages(
  input: VersionListingInput,
  cursor: ListingCursor | null,
  pages: number,
): Promise<AsyncIterable<Result<ListingPage>>> {
  return (await walkVersions({ ...input, cursor, pages })).pages;
}

/** What a person looks over at once; older ones come when they are asked for. */
const versionsPerPage = 50;

export function timelineQuery({ connection, bucket, key }: ObjectTarget) {
  return infiniteQueryOptions({
    queryKey: ['versions', connection, bucket, key],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await (
          await readTimeline({ connection, bucket, key, cursor: pageParam, maxVersions: versionsPerPage })
        ).result,
      ),
    initialPageParam: null as ListingCursor | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

export interface VersionSelection extends BucketTarget {
  versions: readonly KeyVersion[];
  bypassGovernance?: boolean;
}

/** Deletes versions or markers for good, up to 1,000 a step, until `signal` stops it between two steps. */
export async function* deleteVersionSelection(
  { versions, ...target }: VersionSelection,
  signal: AbortSignal,
): AsyncGenerator<DeleteProgress, void, void> {
  for (let start = 0; start < versions.length && !signal.aborted; start += maxKeysPerDelete) {
    const step = versions.slice(start, start + maxKeysPerDelete).map(({ key, versionId }) => ({ key, versionId }));
    yield unwrap(await (await deleteVersions({ ...target, versions: step })).result);
  }
}

/** Takes away up to 1,000 delete markers, so that what they hid is there again. */
export async function removeMarkers(input: VersionSelection): Promise<DeleteProgress> {
  return unwrap(await (await deleteVersions(input)).result);
}

/** What deleting these versions takes away. All of it is known already. */
export async function* planVersions(versions: readonly SelectedVersion[]): AsyncGenerator<DeletePlan, void, void> {
  const bytes = versions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  yield await Promise.resolve({ keys: versions.length, bytes, isPartial: false, versioning: 'for-good' });
}

/** A plan is shown as soon as this much was counted; beyond it the numbers read "more than". */
const maxCountedVersions = 20_000;

/** Counts what is older than the latest version of a key. Yields the running numbers; the last value is the plan. */
export async function* planOlderVersions(
  { connection, bucket, key }: ObjectTarget,
  signal: AbortSignal,
): AsyncGenerator<DeletePlan, void, void> {
  const plan: DeletePlan = { keys: 0, bytes: 0, isPartial: true, versioning: 'for-good' };
  let cursor: ListingCursor | null = null;
  do {
    yield { ...plan };
    if (signal.aborted || plan.keys > maxCountedVersions) return;
    const step: OlderVersionsCount = unwrap(
      await (
        await countOlderVersions({ connection, bucket, key, cursor })
      ).result,
    );
    plan.keys += step.versions + step.markers;
    plan.bytes += step.bytes;
    cursor = step.next;
  } while (cursor !== null);
  yield { ...plan, isPartial: false };
}

/** Deletes all that is older than the latest version of a key, step by step. */
export async function* purgeOlderVersions(
  { connection, bucket, key, bypassGovernance = false }: ObjectTarget & { bypassGovernance?: boolean },
  signal: AbortSignal,
): AsyncGenerator<DeleteProgress, void, void> {
  let cursor: ListingCursor | null = null;
  do {
    if (signal.aborted) return;
    const step: OlderVersionsProgress = unwrap(
      await (
        await deleteOlderVersions({ connection, bucket, key, cursor, bypassGovernance })
      ).result,
    );
    yield step;
    cursor = step.next;
  } while (cursor !== null);
}

const keysPerPlan = 50;

/** What it takes to have some keys again as they were at a moment, 50 at a time. */
export async function* planReturns(
  { connection, bucket }: BucketTarget,
  keys: readonly string[],
  at: number,
  signal: AbortSignal,
): AsyncGenerator<ReturnStep[], void, void> {
  for (let start = 0; start < keys.length && !signal.aborted; start += keysPerPlan) {
    const some = keys.slice(start, start + keysPerPlan);
    yield unwrap(await (await planReturn({ connection, bucket, keys: some, at })).result);
  }
}
