'use server';

import { run } from '@/lib/server/run';
import { bucketTarget } from '@/lib/objects/schema';
import * as operations from './operations';

export async function readPolicySurroundings(input: unknown) {
  return { result: run('read', bucketTarget, input, operations.readPolicySurroundings) };
}
