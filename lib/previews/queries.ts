import { queryOptions } from '@tanstack/react-query';
import { unwrapFor } from '@/lib/client/unwrap-for';
import type { ObjectTarget } from '@/lib/objects/schema';
import { openPreview, signSave, signThumbnails } from './actions';
import type { MediaType } from './file-names';
import type { PreviewInput, SaveInput, ThumbnailsInput } from './schema';
import type { PreviewLink, SaveTicket } from './types';

/** A new link, outside any cache: for what reads on when the first one has died. */
export async function fetchPreviewLink(input: PreviewInput): Promise<PreviewLink> {
  return unwrapFor(input.connection, await (await openPreview(input)).result);
}

/** The leave to write what was edited. Rejects with `precondition-failed` when the object is another by now. */
export async function fetchSaveTicket(input: SaveInput): Promise<SaveTicket> {
  return unwrapFor(input.connection, await (await signSave(input)).result);
}

/** Links to pictures in a list, in the order of the keys; '' where there is none. */
export async function fetchThumbnailLinks(input: ThumbnailsInput): Promise<string[]> {
  return unwrapFor(input.connection, await (await signThumbnails(input)).result);
}

/** Under the object's own key, so that what changes the object makes the preview be opened again. */
export function previewQuery(target: ObjectTarget, mediaType?: MediaType) {
  const { connection, bucket, key, versionId } = target;
  return queryOptions({
    queryKey: ['object', connection, bucket, key, versionId ?? null, 'preview', mediaType ?? null] as const,
    queryFn: () => fetchPreviewLink({ ...target, mediaType }),
    // A link is good for a quarter of an hour, but the object may change: every opening asks anew.
    staleTime: 5_000,
    gcTime: 60_000,
    refetchOnReconnect: false,
  });
}
