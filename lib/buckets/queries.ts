import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { createBucket, deleteBucket, listBuckets, readBucketContents } from './actions';
import type { CreateBucketInput } from './schema';

const bucketKeys = {
  list: (connection: string) => ['buckets', connection] as const,
  contents: (connection: string, bucket: string) => ['bucket-contents', connection, bucket] as const,
};

/** The buckets of a connection, page by page: one call each, none per bucket. */
export function bucketsQuery(connection: string) {
  return infiniteQueryOptions({
    queryKey: bucketKeys.list(connection),
    queryFn: async ({ pageParam }) => unwrap(await (await listBuckets({ connection, continuation: pageParam })).result),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 30_000,
  });
}

export function bucketContentsQuery({ connection, bucket }: BucketTarget) {
  return queryOptions({
    queryKey: bucketKeys.contents(connection, bucket),
    queryFn: async () => unwrap(await (await readBucketContents({ connection, bucket })).result),
    staleTime: 0,
  });
}

export function createBucketMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (input: CreateBucketInput) => unwrap(await (await createBucket(input)).result),
    onSuccess: (_nothing, { connection }) => client.invalidateQueries({ queryKey: bucketKeys.list(connection) }),
  });
}

export function deleteBucketMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (target: BucketTarget) => unwrap(await (await deleteBucket(target)).result),
    onSuccess: (_nothing, { connection }) => client.invalidateQueries({ queryKey: bucketKeys.list(connection) }),
  });
}
