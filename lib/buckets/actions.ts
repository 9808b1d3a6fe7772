'use server';

import { run } from '@/lib/server/run';
import * as operations from './operations';
import { bucketTarget } from '@/lib/objects/schema';
import { bucketPageInput, createBucketInput } from './schema';

export async function listBuckets(input: unknown) {
  return { result: run('read', bucketPageInput, input, operations.listBuckets) };
}

export async function createBucket(input: unknown) {
  return { result: run('write', createBucketInput, input, operations.createBucket) };
}

export async function deleteBucket(input: unknown) {
  return { result: run('write', bucketTarget, input, operations.deleteBucket) };
}

export async function readBucketContents(input: unknown) {
  return { result: run('read', bucketTarget, input, operations.readBucketContents) };
}
