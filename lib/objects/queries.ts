import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { unwrapFor } from '@/lib/client/unwrap-for';
import { unwrap, type Result } from '@/lib/errors/result';
import type { ListingCursor, ListingPage } from '@/lib/listing/page';
import {
  countPrefix,
  createFolder,
  deleteKeys,
  deletePrefix,
  readObjectDetails,
  readVersioning,
  signDownload,
  walkListing,
} from './actions';
import { maxKeysPerDelete } from '@/lib/s3/limits';
import type { FolderInput, ListingInput, ObjectTarget } from './schema';
import type { CountProgress, DeletePlan, DeleteProgress, ObjectSelection, PrefixDeleteProgress } from './types';

const objectKeys = {
  details: ({ connection, bucket, key, versionId }: ObjectTarget) =>
    ['object', connection, bucket, key, versionId ?? null] as const,
};

/** Up to `pages` pages of a listing from `cursor` on (`null`: from its start). The last value may be a failure. */
export async function fetchListingPages(
  input: ListingInput,
  cursor: ListingCursor | null,
  pages: number,
): Promise<AsyncIterable<Result<ListingPage>>> {
  return (await walkListing({ ...input, cursor, pages })).pages;
}

export function objectDetailsQuery(target: ObjectTarget) {
  return queryOptions({
    queryKey: objectKeys.details(target),
    queryFn: async () => unwrap(await (await readObjectDetails(target)).result),
    staleTime: 10_000,
  });
}

export function createFolderMutation() {
  return mutationOptions({
    mutationFn: async (input: FolderInput) => unwrap(await (await createFolder(input)).result),
  });
}

/** A link that downloads the object under its own name, valid for a few minutes. */
export async function fetchDownloadLink(target: ObjectTarget): Promise<string> {
  return unwrapFor(target.connection, await (await signDownload(target)).result).url;
}

/** A plan is shown as soon as this much was counted; beyond it the numbers read "more than". */
const maxCountedKeys = 100_000;

/** Counts what a delete would remove. Yields the running numbers; the last value is the plan. */
export async function* planDelete(
  selection: ObjectSelection,
  signal: AbortSignal,
): AsyncGenerator<DeletePlan, void, void> {
  const { connection, bucket, objects, prefixes } = selection;
  const versioning = unwrapFor(connection, await (await readVersioning({ connection, bucket })).result);
  const plan: DeletePlan = {
    keys: objects.length,
    bytes: objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    isPartial: prefixes.length > 0,
    versioning,
  };
  for (const prefix of prefixes) {
    let cursor: ListingCursor | null = null;
    do {
      yield { ...plan };
      if (signal.aborted || plan.keys > maxCountedKeys) return;
      const step: CountProgress = unwrapFor(
        connection,
        await (
          await countPrefix({ connection, bucket, prefix, cursor })
        ).result,
      );
      plan.keys += step.keys;
      plan.bytes += step.bytes;
      cursor = step.next;
    } while (cursor !== null);
  }
  yield { ...plan, isPartial: false };
}

/**
 * Deletes a selection, up to 1,000 keys a step, until it is done or `signal` stops it between two steps. Failures of
 * single keys are reported and do not stop it; a failure of a whole step, such as an ended session, is thrown.
 */
export async function* deleteSelection(
  { connection, bucket, objects, prefixes }: ObjectSelection,
  signal: AbortSignal,
): AsyncGenerator<DeleteProgress, void, void> {
  for (let start = 0; start < objects.length && !signal.aborted; start += maxKeysPerDelete) {
    const keys = objects.slice(start, start + maxKeysPerDelete).map(({ key }) => key);
    yield unwrapFor(connection, await (await deleteKeys({ connection, bucket, keys })).result);
  }
  for (const prefix of prefixes) {
    let cursor: ListingCursor | null = null;
    do {
      if (signal.aborted) return;
      const step: PrefixDeleteProgress = unwrapFor(
        connection,
        await (
          await deletePrefix({ connection, bucket, prefix, cursor })
        ).result,
      );
      yield { deleted: step.deleted, failures: step.failures, markers: step.markers };
      cursor = step.next;
    } while (cursor !== null);
  }
}
