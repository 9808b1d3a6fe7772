'use server';

import { run, runStream } from '@/lib/server/run';
import { bucketTarget } from '@/lib/objects/schema';
import { compareSettings as compare } from './compare';
import { readHistory } from './history';
import * as operations from './operations';
import { compareInput, removeSettingInput, settingTarget, writeSettingInput } from './schema';

export async function readSettings(input: unknown) {
  return { rows: runStream('read', bucketTarget, input, operations.readSettings) };
}

export async function readSetting(input: unknown) {
  return { result: run('read', settingTarget, input, operations.readSetting) };
}

export async function writeSetting(input: unknown) {
  return { result: run('write', writeSettingInput, input, operations.writeSetting) };
}

export async function removeSetting(input: unknown) {
  return { result: run('write', removeSettingInput, input, operations.removeSetting) };
}

export async function compareSettings(input: unknown) {
  return { result: run('read', compareInput, input, compare) };
}

export async function readSettingHistory(input: unknown) {
  return { result: run('read', settingTarget, input, readHistory) };
}
