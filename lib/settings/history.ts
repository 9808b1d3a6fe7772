import 'server-only';
import type { Connection } from '@/lib/s3/connection';
import type { BucketSetting } from './define';
import { getShelf } from './diary';
import type { ChangeRecord } from './history-shelf';
import { look, requireSetting } from './look';
import type { SettingTarget } from './schema';
import { parseSource } from './source';
import type { HistoryEntry, SettingHistory } from './types';

function summarise({ model }: BucketSetting, text: string): string | null {
  if (text === '') return null;
  const parsed = parseSource(model, text);
  return parsed.ok ? model.summarise(parsed.value) : null;
}

function toEntry(setting: BucketSetting, record: ChangeRecord): HistoryEntry {
  return { ...record, summary: summarise(setting, record.after) };
}

/** What was changed here, shown to whoever may read the setting as it is now. */
export async function readHistory(
  connection: Connection,
  { bucket, setting: id }: SettingTarget,
): Promise<SettingHistory> {
  const setting = requireSetting(id);
  const { reading } = await look(connection, bucket, setting);
  if (reading.state === 'denied') return { state: 'denied', permission: reading.permission };
  if (reading.state === 'unsupported') return { state: 'unsupported', reason: reading.reason };
  const records = await getShelf().find({ connection: connection.id, bucket, setting: id });
  return { state: 'visible', entries: records.map((record) => toEntry(setting, record)) };
}
