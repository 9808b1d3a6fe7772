'use server';

import { bucketTarget } from '@/lib/objects/schema';
import { run } from '@/lib/server/run';
import * as operations from './operations';

export async function checkWebsite(input: unknown) {
  return { result: run('read', bucketTarget, input, operations.checkWebsite) };
}
