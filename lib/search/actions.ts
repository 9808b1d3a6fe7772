'use server';

import { runStream } from '@/lib/server/run';
import * as operations from './operations';
import { searchInput } from './schema';

/** Streams what a stretch of a search finds. */
export async function walkSearch(input: unknown) {
  return { pages: runStream('read', searchInput, input, operations.walkSearch) };
}
