'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { touchInput } from './schema';

export async function countWhatRuleTouches(input: unknown) {
  return { result: run('read', touchInput, input, operations.countWhatRuleTouches) };
}
