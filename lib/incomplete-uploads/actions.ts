'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { abortInput, measureInput, uploadListingInput } from './schema';

export async function listUploads(input: unknown) {
  return { result: run('read', uploadListingInput, input, operations.listUploads) };
}

export async function measureUploads(input: unknown) {
  return { result: run('read', measureInput, input, operations.measureUploads) };
}

export async function abortUploads(input: unknown) {
  return { result: run('write', abortInput, input, operations.abortUploads) };
}
