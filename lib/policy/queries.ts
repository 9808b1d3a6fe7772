import { queryOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { readPolicySurroundings } from './actions';

/** `seen` tells the policies apart that were there one after another: each has a status of its own. */
export function policySurroundingsQuery({ connection, bucket }: BucketTarget, seen: string) {
  return queryOptions({
    queryKey: ['policy-surroundings', connection, bucket, seen] as const,
    queryFn: async () => unwrap(await (await readPolicySurroundings({ connection, bucket })).result),
    staleTime: 30_000,
  });
}
