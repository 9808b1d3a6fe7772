'use server';

import { objectTarget } from '@/lib/objects/schema';
import { run } from '@/lib/server/run';
import * as operations from './operations';
import {
  attributesInput,
  restoreInput,
  writeAccessInput,
  writeLegalHoldInput,
  writeRetentionInput,
  writeTagsInput,
} from './schema';

export async function readTags(input: unknown) {
  return { result: run('read', objectTarget, input, operations.readTags) };
}

export async function writeTags(input: unknown) {
  return { result: run('write', writeTagsInput, input, operations.writeTags) };
}

export async function readAccess(input: unknown) {
  return { result: run('read', objectTarget, input, operations.readAccess) };
}

export async function writeAccess(input: unknown) {
  return { result: run('write', writeAccessInput, input, operations.writeAccess) };
}

export async function readLock(input: unknown) {
  return { result: run('read', objectTarget, input, operations.readLock) };
}

export async function writeRetention(input: unknown) {
  return { result: run('write', writeRetentionInput, input, operations.writeRetention) };
}

export async function writeLegalHold(input: unknown) {
  return { result: run('write', writeLegalHoldInput, input, operations.writeLegalHold) };
}

export async function restoreObject(input: unknown) {
  return { result: run('write', restoreInput, input, operations.restoreObject) };
}

export async function readAttributes(input: unknown) {
  return { result: run('read', attributesInput, input, operations.readAttributes) };
}

export async function readTorrent(input: unknown) {
  return { result: run('read', objectTarget, input, operations.readTorrent) };
}
