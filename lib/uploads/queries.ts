import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { addCorsRule, checkCors } from './actions';
import type { CorsPurpose } from './cors/needs';
import type { AddCorsRuleInput } from './cors/schema';

const uploadKeys = {
  cors: ({ connection, bucket }: BucketTarget, purpose: CorsPurpose) =>
    ['upload-cors', connection, bucket, purpose] as const,
};

/** Whether pages of `origin` may use the bucket, by default to upload. A good answer holds for a while; others are asked for again. */
export function corsCheckQuery({ connection, bucket }: BucketTarget, origin: string, purpose: CorsPurpose = 'upload') {
  return queryOptions({
    queryKey: uploadKeys.cors({ connection, bucket }, purpose),
    queryFn: async () => unwrap(await (await checkCors({ connection, bucket, origin, purpose })).result),
    staleTime: ({ state }) => (state.data?.verdict === 'allowed' ? 600_000 : 0),
  });
}

export function addCorsRuleMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (input: AddCorsRuleInput) => unwrap(await (await addCorsRule(input)).result),
    onSuccess: (check, input) => client.setQueryData(uploadKeys.cors(input, input.purpose ?? 'upload'), check),
  });
}
