import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { copyObject, moveObject } from './actions';
import type { CopyInput, MoveInput } from './schema';

export function copyObjectMutation() {
  return mutationOptions({
    mutationFn: async (input: CopyInput) => unwrap(await (await copyObject(input)).result),
  });
}

export function moveObjectMutation() {
  return mutationOptions({
    mutationFn: async (input: MoveInput) => unwrap(await (await moveObject(input)).result),
  });
}
