'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { changeInput } from './schema';

export async function changeObjects(input: unknown) {
  return { result: run('write', changeInput, input, operations.changeObjects) };
}
