import 'server-only';
import { AppError, toAppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { allSettings } from './all';
import type { BucketSetting } from './define';
import { diary, sendRemembered, type Diary } from './diary';
import { requireHarmlessDelete } from './harmless-delete';
import { describeIssue, findIssues } from './issues';
import { look, requireSetting, type Looked } from './look';
import type { RemoveSettingInput, SettingTarget, WriteSettingInput } from './schema';
import { isSameJson } from './seen';
import { toSource } from './source';
import type { SaveOutcome, SettingDescription, SettingReading, SettingRow } from './types';

function describe({ model, operations }: BucketSetting): SettingDescription {
  const { id, title, help, group, reference, permissions } = model;
  const canWrite = operations.write !== null;
  return { id, title, help, group, reference, permissions, canWrite, canRemove: operations.remove !== null };
}

/** All settings, as screens list them. */
export function describeSettings(): SettingDescription[] {
  return allSettings.map(describe);
}

export async function readSetting(connection: Connection, input: SettingTarget): Promise<SettingReading> {
  return (await look(connection, input.bucket, requireSetting(input.setting))).reading;
}

async function readRow(connection: Connection, bucket: string, setting: BucketSetting): Promise<SettingRow> {
  const { id } = setting.model;
  try {
    const { reading } = await look(connection, bucket, setting);
    switch (reading.state) {
      case 'configured':
        // What the form would make of it, so that an export reads like the JSON of the page.
        return { id, state: 'configured', summary: reading.summary, document: setting.model.toWire(reading.value) };
      case 'absent':
        return { id, state: 'absent' };
      case 'unsupported':
        return { id, state: 'unsupported', reason: reading.reason };
      case 'denied':
        return { id, state: 'denied', permission: reading.permission };
    }
  } catch (error) {
    return { id, state: 'failed', error: toAppError(error).toInfo() };
  }
}

/** Every setting in a line, all asked for at once; the quick ones come first. */
export async function* readSettings(
  connection: Connection,
  { bucket }: { bucket: string },
): AsyncGenerator<SettingRow, void, void> {
  const pending = new Map(allSettings.map((setting) => [setting.model.id, readRow(connection, bucket, setting)]));
  while (pending.size > 0) {
    const row = await Promise.race(pending.values());
    pending.delete(row.id);
    yield row;
  }
}

function requireValid(setting: BucketSetting, value: unknown): void {
  const [issue] = findIssues(setting.model, value).all;
  if (issue) throw new AppError('invalid-input', `${setting.model.title}: ${describeIssue(issue)}`);
}

/** What is there now, if it is still what the person looked at; else the conflict. */
async function lookAgain(
  connection: Connection,
  bucket: string,
  setting: BucketSetting,
  seen: string,
): Promise<{ now: Looked } | { conflict: SaveOutcome }> {
  const now = await look(connection, bucket, setting);
  if (now.reading.state === 'unsupported') throw new AppError('unsupported', now.reading.reason);
  if (now.reading.seen !== seen) return { conflict: { kind: 'conflict', current: now.reading } };
  return { now };
}

/** JSON of what a reading shows, '' for nothing; `null` where it shows nothing of what is there. */
function toText({ model }: BucketSetting, reading: SettingReading): string | null {
  if (reading.state === 'configured') return toSource(model, reading.value);
  return reading.state === 'absent' ? '' : null;
}

interface Sending {
  act: 'write' | 'remove';
  now: SettingReading;
  /** JSON of what is sent, '' for a deletion. */
  sent: string;
  send: () => Promise<unknown>;
}

/** Sends a change, having kept what is there before, and reads back what is there then. */
async function sendChange(
  connection: Connection,
  { bucket, setting: id }: SettingTarget,
  { act, now, sent, send }: Sending,
  book: Diary,
): Promise<{ reading: SettingReading; isRemembered: boolean }> {
  const setting = requireSetting(id);
  const { accessKeyId } = connection.credentials;
  const place = { connection: connection.id, bucket, setting: id, at: Date.now(), accessKeyId };
  const entry = await sendRemembered(book, { ...place, act, before: toText(setting, now), after: sent }, send);
  const { reading } = await look(connection, bucket, setting);
  await entry?.confirm(toText(setting, reading) ?? sent);
  return { reading, isRemembered: entry !== null };
}

/**
 * Replaces a setting, unless somebody else changed it since it was looked at: S3 offers no condition for such a write, so
 * it is read once more just before. Read back afterwards, because servers drop in silence what they do not know.
 */
export async function writeSetting(
  connection: Connection,
  input: WriteSettingInput,
  book: Diary = diary,
): Promise<SaveOutcome> {
  const setting = requireSetting(input.setting);
  const { model, operations } = setting;
  const { write } = operations;
  if (write === null) throw new AppError('invalid-input', `${model.title} can only be read.`);
  requireValid(setting, input.value);
  const again = await lookAgain(connection, input.bucket, setting, input.seen);
  if ('conflict' in again) return again.conflict;
  const { reading: now, wire: before } = again.now;
  const send = () => write(connection, input.bucket, model.toWire(input.value), before);
  const sending: Sending = { act: 'write', now, sent: toSource(model, input.value), send };
  const { reading, isRemembered } = await sendChange(connection, input, sending, book);
  if (reading.state === 'denied') return { kind: 'saved', reading, keptAsSent: true, isRemembered };
  const isSame = (kept: unknown) => isSameJson(input.value, kept) || (model.isSame?.(input.value, kept) ?? false);
  const keptAsSent = reading.state === 'configured' && isSame(reading.value);
  return { kind: 'saved', reading, keptAsSent, isRemembered };
}

export async function removeSetting(
  connection: Connection,
  input: RemoveSettingInput,
  book: Diary = diary,
): Promise<SaveOutcome> {
  const setting = requireSetting(input.setting);
  const { remove } = setting.operations;
  if (remove === null) throw new AppError('invalid-input', `${setting.model.title} cannot be deleted, only changed.`);
  const again = await lookAgain(connection, input.bucket, setting, input.seen);
  if ('conflict' in again) return again.conflict;
  const { reading: now, wire } = again.now;
  const isGone = ({ state }: SettingReading) => state === 'absent' || setting.model.hasDefault === true;
  // There is nothing that could be deleted, or nobody can say what.
  if (now.state !== 'configured') return { kind: 'saved', reading: now, keptAsSent: isGone(now), isRemembered: true };
  await requireHarmlessDelete(connection, input.bucket);
  const send = () => remove(connection, input.bucket, wire);
  const { reading, isRemembered } = await sendChange(connection, input, { act: 'remove', now, sent: '', send }, book);
  return { kind: 'saved', reading, keptAsSent: isGone(reading), isRemembered };
}
