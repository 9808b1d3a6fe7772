'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { browserTestInput, corsTestInput } from './schema';

export async function testCors(input: unknown) {
  return { result: run('read', corsTestInput, input, operations.testCors) };
}

export async function signBrowserTest(input: unknown) {
  return { result: run('read', browserTestInput, input, operations.signBrowserTest) };
}
