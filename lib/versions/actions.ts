'use server';

import { run, runStream } from '@/lib/server/run';
import * as operations from './operations';
import { deleteVersionsInput, olderVersionsInput, returnInput, timelineInput, versionWalkInput } from './schema';

/** Streams the pages of a listing of versions, a bounded number of them. */
export async function walkVersions(input: unknown) {
  return { pages: runStream('read', versionWalkInput, input, operations.walkVersions) };
}

export async function readTimeline(input: unknown) {
  return { result: run('read', timelineInput, input, operations.readTimeline) };
}

export async function planReturn(input: unknown) {
  return { result: run('read', returnInput, input, operations.planReturn) };
}

export async function deleteVersions(input: unknown) {
  return { result: run('write', deleteVersionsInput, input, operations.deleteVersions) };
}

export async function countOlderVersions(input: unknown) {
  return { result: run('read', olderVersionsInput, input, operations.countOlderVersions) };
}

export async function deleteOlderVersions(input: unknown) {
  return { result: run('write', olderVersionsInput, input, operations.deleteOlderVersions) };
}
