'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { previewInput } from './schema';

export async function openPreview(input: unknown) {
  return { result: run('read', previewInput, input, operations.openPreview) };
}
