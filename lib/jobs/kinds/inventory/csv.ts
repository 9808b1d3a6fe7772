import { toCsvLine } from '@/lib/format/csv';
import type { Duplicate, Tally } from '../../types';
import { ageTitles, stateTitles } from './ages';

/** The beginnings of the two files. */
export const summaryHead = toCsvLine(['by', 'name', 'objects', 'bytes']);
export const duplicatesHead = toCsvLine(['etag', 'bytes', 'copies', 'key', 'modified']);

/** What a tally is of, in words. */
function toTallyTitle({ by, name }: Tally): string {
  if (by === 'age') return ageTitles.get(name) ?? name;
  return by === 'state' ? (stateTitles.get(name) ?? name) : name;
}

export function toSummaryLines(tallies: readonly Tally[]): string {
  return tallies.map((tally) => toCsvLine([tally.by, toTallyTitle(tally), tally.objects, tally.bytes])).join('');
}

export function toDuplicateLines(duplicates: readonly Duplicate[]): string {
  return duplicates
    .map(({ etag, sizeBytes, copies, key, modified }) =>
      toCsvLine([etag, sizeBytes, copies, key, modified === null ? '' : new Date(modified).toISOString()]),
    )
    .join('');
}
