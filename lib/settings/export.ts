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

export type ParsedExport = { ok: true; document: SettingsExport } | { ok: false; problem: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An exported document out of a file that somebody chose. What stands in each setting is judged later, by the setting. */
export function parseExport(text: string): ParsedExport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'The file is not JSON.' };
  }
  if (!isObject(json) || typeof json['bucket'] !== 'string' || !isObject(json['settings'])) {
    return { ok: false, problem: 'The file is not an export of bucket settings: it has no “bucket” and “settings”.' };
  }
  const wrong = Object.entries(json['settings']).find(([, document]) => document !== null && !isObject(document));
  if (wrong) return { ok: false, problem: `“${wrong[0]}” in the file is neither a document nor null.` };
  return { ok: true, document: { bucket: json['bucket'], settings: json['settings'], missing: {} } };
}
