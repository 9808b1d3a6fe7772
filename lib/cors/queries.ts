import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { testCors } from './actions';
import type { CorsTestInput } from './schema';

/** Asks the endpoint what a browser would ask. Changes nothing, but every press asks anew. */
export function corsTestMutation() {
  return mutationOptions({
    mutationFn: async (input: CorsTestInput) => unwrap(await (await testCors(input)).result),
  });
}
