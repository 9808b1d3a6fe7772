import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { abortUploads, listUploads, measureUploads } from './actions';
import type { AbortInput, NamedUpload, UploadCursor } from './schema';
import type { UploadSize } from './types';

/** As many as one measuring takes. */
const uploadsPerPage = 100;

const keyOf = ({ connection, bucket }: BucketTarget, ...more: unknown[]) =>
  ['incomplete-uploads', connection, bucket, ...more] as const;

/** The uploads of a bucket whose keys begin so, page by page. */
export function uploadsQuery(target: BucketTarget, prefix: string) {
  return infiniteQueryOptions({
    queryKey: keyOf(target, 'list', prefix),
    queryFn: async ({ pageParam }) =>
      unwrap(await (await listUploads({ ...target, prefix, cursor: pageParam, maxUploads: uploadsPerPage })).result),
    initialPageParam: null as UploadCursor | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

/** What has been sent of up to 100 uploads. */
export function uploadSizesQuery(target: BucketTarget, uploads: readonly NamedUpload[]) {
  const named = uploads.map(({ key, uploadId }) => ({ key, uploadId }));
  return queryOptions({
    queryKey: keyOf(target, 'sizes', named),
    queryFn: async (): Promise<UploadSize[]> =>
      unwrap(await (await measureUploads({ ...target, uploads: named })).result),
    enabled: named.length > 0,
    staleTime: 30_000,
  });
}

export function abortUploadsMutation() {
  return mutationOptions({
    mutationFn: async (input: AbortInput) => unwrap(await (await abortUploads(input)).result),
  });
}

/** What a page of uploads must be read again after. */
export const uploadsKey = (target: BucketTarget) => keyOf(target);
