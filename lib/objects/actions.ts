'use server';

import { run, runStream } from '@/lib/server/run';
import * as operations from './operations';
import {
  bucketTarget,
  countInput,
  deleteKeysInput,
  deletePrefixInput,
  folderInput,
  objectTarget,
  walkInput,
} from './schema';

/** Streams the pages of a listing, a bounded number of them. */
export async function walkListing(input: unknown) {
  return { pages: runStream('read', walkInput, input, operations.walkListing) };
}

export async function readObjectDetails(input: unknown) {
  return { result: run('read', objectTarget, input, operations.readObjectDetails) };
}

export async function signDownload(input: unknown) {
  return { result: run('read', objectTarget, input, operations.signDownload) };
}

export async function createFolder(input: unknown) {
  return { result: run('write', folderInput, input, operations.createFolder) };
}

export async function readVersioning(input: unknown) {
  return { result: run('read', bucketTarget, input, operations.readVersioning) };
}

export async function countPrefix(input: unknown) {
  return { result: run('read', countInput, input, operations.countPrefix) };
}

export async function deleteKeys(input: unknown) {
  return { result: run('write', deleteKeysInput, input, operations.deleteKeys) };
}

export async function deletePrefix(input: unknown) {
  return { result: run('write', deletePrefixInput, input, operations.deletePrefix) };
}
