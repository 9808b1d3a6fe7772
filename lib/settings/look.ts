import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { hasS3Code } from '@/lib/s3/errors';
import { allSettings } from './all';
import type { BucketSetting } from './define';
import { getSeen } from './seen';
import type { SettingReading } from './types';

/** @throws `invalid-input` where there is no such setting */
export function requireSetting(id: string): BucketSetting {
  const setting = allSettings.find(({ model }) => model.id === id);
  if (!setting) throw new AppError('invalid-input', `There is no bucket setting “${id}”.`);
  return setting;
}

export interface Looked {
  reading: SettingReading;
  /** The document behind a configured reading. */
  wire: unknown;
}

/** Which of the four answers it is. Anything else, such as an endpoint out of reach, is thrown. */
export async function look(
  connection: Connection,
  bucket: string,
  { model, operations }: BucketSetting,
): Promise<Looked> {
  if (!hasCapability(connection, model.capability)) {
    const reason = `${connection.provider.name} does not have this setting.`;
    return { reading: { state: 'unsupported', reason }, wire: null };
  }
  const absent: Looked = { reading: { state: 'absent', seen: 'absent' }, wire: null };
  try {
    const wire = await operations.read(connection, bucket);
    if (wire === null) return absent;
    const value = model.fromWire(wire);
    const summary = model.summarise(value);
    return { reading: { state: 'configured', value, summary, seen: getSeen(value) }, wire };
  } catch (error) {
    if (hasS3Code(error, ...operations.absentCodes)) return absent;
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'access-denied') {
      return { reading: { state: 'denied', permission: model.permissions.read, seen: 'denied' }, wire: null };
    }
    if (error.code === 'unsupported') {
      const reason = 'The server does not have this setting.';
      return { reading: { state: 'unsupported', reason }, wire: null };
    }
    throw error;
  }
}
