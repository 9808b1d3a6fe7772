'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { accessInput } from './schema';

export async function readEffectiveAccess(input: unknown) {
  return { result: run('read', accessInput, input, operations.readEffectiveAccess) };
}

export async function probeAnonymously(input: unknown) {
  return { result: run('read', accessInput, input, operations.probeAnonymously) };
}
