import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { addCorsRule, checkCors } from './actions';
import type { AddCorsRuleInput } from './cors/schema';

const uploadKeys = {
  cors: ({ connection, bucket }: BucketTarget) => ['upload-cors', connection, bucket] as const,
};

/** Whether pages of `origin` may upload into the bucket. A good answer holds for a while; others are asked for again. */
export function corsCheckQuery({ connection, bucket }: BucketTarget, origin: string) {
  return queryOptions({
    queryKey: uploadKeys.cors({ connection, bucket }),
    queryFn: async () => unwrap(await (await checkCors({ connection, bucket, origin })).result),
    staleTime: ({ state }) => (state.data?.verdict === 'allowed' ? 600_000 : 0),
  });
}

export function addCorsRuleMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (input: AddCorsRuleInput) => unwrap(await (await addCorsRule(input)).result),
    onSuccess: (check, target) => client.setQueryData(uploadKeys.cors(target), check),
  });
}
