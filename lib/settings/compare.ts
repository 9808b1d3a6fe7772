import 'server-only';
import { toAppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { allSettings } from './all';
import type { BucketSetting } from './define';
import { describeIssue, findIssues } from './issues';
import { look } from './look';
import type { CompareInput } from './schema';
import { isSameJson } from './seen';
import { parseSource, toSource } from './source';
import type { Comparison, SettingReading } from './types';

type Visible = Extract<SettingReading, { state: 'configured' | 'absent' }>;
type Place = Pick<CompareInput, 'from' | 'bucket'>;

function compareWithNothing({ model, operations }: BucketSetting, reading: Visible): Comparison {
  const { id } = model;
  if (reading.state === 'absent') return { id, state: 'same' };
  const before = toSource(model, reading.value);
  if (operations.remove !== null) return { id, state: 'extra', seen: reading.seen, before };
  return { id, state: 'fixed', before, after: '', reason: 'The S3 API cannot delete this setting.' };
}

function compareDocument(setting: BucketSetting, document: object, reading: Visible, place: Place): Comparison {
  const { model, operations } = setting;
  const { id } = model;
  const parsed = parseSource(model, JSON.stringify(document));
  if (!parsed.ok) return { id, state: 'invalid', problem: parsed.problem };
  const saved = reading.state === 'configured' ? reading.value : null;
  const value = model.adapt?.(parsed.value, { from: place.from, to: place.bucket, current: saved }) ?? parsed.value;
  if (saved !== null && (isSameJson(value, saved) || model.isSame?.(value, saved))) return { id, state: 'same' };
  const before = saved === null ? '' : toSource(model, saved);
  const after = toSource(model, value);
  if (operations.write === null) {
    return { id, state: 'fixed', before, after, reason: 'The S3 API cannot change this setting.' };
  }
  const [issue] = findIssues(model, value).all;
  if (issue) return { id, state: 'invalid', problem: describeIssue(issue) };
  return { id, state: 'differs', value, saved, seen: reading.seen, before, after };
}

async function compareOne(
  connection: Connection,
  setting: BucketSetting,
  document: object | null,
  place: Place,
): Promise<Comparison> {
  const { id } = setting.model;
  try {
    const { reading } = await look(connection, place.bucket, setting);
    if (reading.state === 'denied') return { id, state: 'denied', permission: reading.permission };
    if (reading.state === 'unsupported') return { id, state: 'unsupported', reason: reading.reason };
    return document === null
      ? compareWithNothing(setting, reading)
      : compareDocument(setting, document, reading, place);
  } catch (error) {
    return { id, state: 'failed', error: toAppError(error).toInfo() };
  }
}

/**
 * Documents of elsewhere against what a bucket has: what writing them would change. In the order in which they are to be
 * written. Nothing is written here.
 */
export async function compareSettings(connection: Connection, input: CompareInput): Promise<Comparison[]> {
  const { documents } = input;
  const known = allSettings.filter(({ model }) => Object.hasOwn(documents, model.id));
  const inOrder = [true, undefined].flatMap((first) => known.filter(({ model }) => model.comesFirst === first));
  const unknown = Object.keys(documents).filter((id) => !known.some(({ model }) => model.id === id));
  const compared = inOrder.map((setting) =>
    compareOne(connection, setting, documents[setting.model.id] ?? null, input),
  );
  return [
    ...(await Promise.all(compared)),
    ...unknown.map((id): Comparison => ({ id, state: 'invalid', problem: 'There is no such setting.' })),
  ];
}
