import { createHash } from 'node:crypto';

/** JSON with the names of every object in order, so that equal values have equal texts. */
function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A short name for a value: equal for equal values, and for no others. */
export function getSeen(value: unknown): string {
  return createHash('sha256').update(toCanonicalJson(value)).digest('hex');
}

export function isSameJson(a: unknown, b: unknown): boolean {
  return toCanonicalJson(a) === toCanonicalJson(b);
}
