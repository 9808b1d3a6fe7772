import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { checkWebsite } from './actions';

/** Asks the live website. Changes nothing, but every press asks anew. */
export function websiteCheckMutation() {
  return mutationOptions({
    mutationFn: async (input: BucketTarget) => unwrap(await (await checkWebsite(input)).result),
  });
}
