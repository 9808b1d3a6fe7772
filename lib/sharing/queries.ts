import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { createLink } from './actions';
import type { LinkInput } from './schema';

export function createLinkMutation() {
  return mutationOptions({
    mutationFn: async (input: LinkInput) => unwrap(await (await createLink(input)).result),
  });
}
