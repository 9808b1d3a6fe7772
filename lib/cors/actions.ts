'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { corsTestInput } from './schema';

export async function testCors(input: unknown) {
  return { result: run('read', corsTestInput, input, operations.testCors) };
}
