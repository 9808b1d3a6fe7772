import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { probeAnonymously, readEffectiveAccess } from './actions';
import type { AccessInput } from './schema';

export function effectiveAccessQuery({ connection, bucket, key }: AccessInput) {
  return queryOptions({
    queryKey: ['effective-access', connection, bucket, key] as const,
    queryFn: async () => unwrap(await (await readEffectiveAccess({ connection, bucket, key })).result),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Asks as the world would. Changes nothing, but every press asks anew. */
export function probeMutation() {
  return mutationOptions({
    mutationFn: async (input: AccessInput) => unwrap(await (await probeAnonymously(input)).result),
  });
}
