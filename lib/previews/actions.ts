'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { previewInput, saveInput, thumbnailsInput } from './schema';

export async function signSave(input: unknown) {
  return { result: run('write', saveInput, input, operations.signSave) };
}

export async function openPreview(input: unknown) {
  return { result: run('read', previewInput, input, operations.openPreview) };
}

export async function signThumbnails(input: unknown) {
  return { result: run('read', thumbnailsInput, input, operations.signThumbnails) };
}
