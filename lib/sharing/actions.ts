'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { linkInput } from './schema';

/** A link may allow writing; the operation itself refuses that on a read-only connection. */
export async function createLink(input: unknown) {
  return { result: run('read', linkInput, input, operations.createLink) };
}
