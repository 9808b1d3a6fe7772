'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { copyInput, moveInput } from './schema';

export async function copyObject(input: unknown) {
  return { result: run('write', copyInput, input, operations.copyObject) };
}

export async function moveObject(input: unknown) {
  return { result: run('write', moveInput, input, operations.moveObject) };
}
