import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { copyObject } from './actions';
import type { CopyInput } from './schema';

export function copyObjectMutation() {
  return mutationOptions({
    mutationFn: async (input: CopyInput) => unwrap(await (await copyObject(input)).result),
  });
}
