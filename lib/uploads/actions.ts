'use server';

import { run } from '@/lib/server/run';
import * as cors from './cors/operations';
import { addCorsRuleInput, corsCheckInput } from './cors/schema';
import * as operations from './operations';
import {
  beginUploadInput,
  completeUploadInput,
  findExistingInput,
  signPartsInput,
  signPutsInput,
  uploadInput,
} from './schema';

export async function beginUpload(input: unknown) {
  return { result: run('write', beginUploadInput, input, operations.beginUpload) };
}

export async function signParts(input: unknown) {
  return { result: run('write', signPartsInput, input, operations.signParts) };
}

export async function signPuts(input: unknown) {
  return { result: run('write', signPutsInput, input, operations.signPuts) };
}

export async function listParts(input: unknown) {
  return { result: run('read', uploadInput, input, operations.listParts) };
}

export async function completeUpload(input: unknown) {
  return { result: run('write', completeUploadInput, input, operations.completeUpload) };
}

export async function abortUpload(input: unknown) {
  return { result: run('write', uploadInput, input, operations.abortUpload) };
}

export async function findExisting(input: unknown) {
  return { result: run('read', findExistingInput, input, operations.findExisting) };
}

export async function checkCors(input: unknown) {
  return { result: run('read', corsCheckInput, input, cors.checkCors) };
}

export async function addCorsRule(input: unknown) {
  return { result: run('write', addCorsRuleInput, input, cors.addCorsRule) };
}
