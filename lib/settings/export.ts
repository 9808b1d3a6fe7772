import type { SettingRow } from './types';

/** All settings of a bucket as one document. */
export interface SettingsExport {
  bucket: string;
  /** By the setting's id, the document of the S3 API; `null` where nothing is configured. */
  settings: Record<string, unknown>;
  /** Settings that are missing above, and why: what could not be read is not “nothing”. */
  missing: Record<string, string>;
}

function toReason(row: SettingRow): string | null {
  switch (row.state) {
    case 'configured':
    case 'absent':
      return null;
    case 'unsupported':
      return row.reason;
    case 'denied':
      return `These keys lack ${row.permission}.`;
    case 'failed':
      return row.error.message;
  }
}

export function toExport(bucket: string, rows: readonly SettingRow[]): SettingsExport {
  const settings: Record<string, unknown> = {};
  const missing: Record<string, string> = {};
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const reason = toReason(row);
    if (reason !== null) missing[row.id] = reason;
    else settings[row.id] = row.state === 'configured' ? row.document : null;
  }
  return { bucket, settings, missing };
}
