import type { SettingModel } from './define';

/** The document of a value as people read and copy it: JSON of the S3 API. */
export function toSource<Value, Wire>(model: SettingModel<Value, Wire>, value: Value): string {
  return JSON.stringify(model.toWire(value), null, 2);
}

export type ParsedSource<Value> = { ok: true; value: Value } | { ok: false; problem: string };

/**
 * The value that a text describes; it need not be valid. A text with anything in it that the value could not hold is
 * refused, because saving would lose it in silence.
 */
export function parseSource<Value, Wire>(model: SettingModel<Value, Wire>, text: string): ParsedSource<Value> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: `This is not JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { ok: false, problem: 'The document is an object: it stands in { and }.' };
  }
  try {
    const given = model.respell?.(json) ?? json;
    const value = model.fromWire(given as Wire);
    const lost = findLost(given, JSON.parse(JSON.stringify(model.toWire(value))), '');
    if (lost !== null) return { ok: false, problem: `“${lost}” has no place here, or not with this value.` };
    return { ok: true, value };
  } catch {
    // What converts well-formed documents trips over a text where a list should be, and the like.
    return { ok: false, problem: 'The document is not built as this setting is. Compare it with the reference.' };
  }
}

/** The path of the first thing in `given` that `kept` does not have; `null` when nothing is lost. */
function findLost(given: unknown, kept: unknown, path: string): string | null {
  if (typeof given !== 'object' || given === null) return isSameText(given, kept) ? null : path;
  if (Array.isArray(given)) {
    if (given.length === 0) return null;
    if (!Array.isArray(kept) || kept.length !== given.length) return path;
    return firstLost(given.map((item, index) => [`${path}[${index}]`, item, kept[index] as unknown]));
  }
  const entries = Object.entries(given);
  if (entries.length === 0) return null;
  if (typeof kept !== 'object' || kept === null) return path;
  const own = kept as Record<string, unknown>;
  return firstLost(entries.map(([name, item]) => [path === '' ? name : `${path}.${name}`, item, own[name]]));
}

function firstLost(pairs: [path: string, given: unknown, kept: unknown][]): string | null {
  for (const [path, given, kept] of pairs) {
    const lost = findLost(given, kept, path);
    if (lost !== null) return lost;
  }
  return null;
}

/** Dates may be written in more than one way; everything else must come back as it was. */
function isSameText(given: unknown, kept: unknown): boolean {
  if (given === kept || given === null) return true;
  if (typeof given !== 'string' || typeof kept !== 'string') return false;
  return /^\d{4}-\d{2}-\d{2}/u.test(given) && Date.parse(given) === Date.parse(kept);
}
