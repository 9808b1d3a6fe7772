'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { copyInput } from './schema';

export async function copyObject(input: unknown) {
  return { result: run('write', copyInput, input, operations.copyObject) };
}
