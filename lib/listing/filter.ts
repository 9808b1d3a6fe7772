import { folderId, folderOrdinal, type ListingRows, type RowId } from './rows';
import type { IdList } from './ids';

/** Finds names: a part of them in any case, or, with `*` or `?`, the whole name as a pattern. */
export interface NameFilter {
  text: string;
  isPattern: boolean;
  expression: RegExp;
}

/** `null` for the empty text, which filters nothing. */
export function compileFilter(text: string): NameFilter | null {
  if (text === '') return null;
  const isPattern = /[*?]/u.test(text);
  const source = text.replace(/[\\^$.*+?()[\]{}|/]/gu, (char) => toSource(char, isPattern));
  // Case folding by Unicode's simple rules keeps lengths, which lower-casing does not.
  const expression = isPattern ? new RegExp(`^${source}$`, 'isu') : new RegExp(source, 'giu');
  return { text, isPattern, expression };
}

/** What a character with a meaning in expressions becomes in one. */
function toSource(char: string, isPattern: boolean): string {
  if (isPattern && char === '*') return '.*';
  if (isPattern && char === '?') return '.';
  return `\\${char}`;
}

export function matchesName(filter: NameFilter, name: string): boolean {
  filter.expression.lastIndex = 0;
  return filter.expression.test(name);
}

/** Adds to `found` the objects of one page, from id `from` on, whose names match. */
export function filterChunk(
  rows: ListingRows,
  chunkIndex: number,
  filter: NameFilter,
  from: RowId,
  found: IdList,
): void {
  const { page, first, nameStarts } = rows.chunkAt(chunkIndex);
  const rowsInPage = page.nameLengths.length;
  let at = Math.max(0, from - first);
  if (filter.isPattern || rows.stem !== '') {
    for (; at < rowsInPage; at += 1) {
      const name = rows.stem + page.names.slice(nameStarts[at], nameStarts[at + 1]);
      if (matchesName(filter, name)) found.push(first + at);
    }
    return;
  }
  // One search over all names of the page; a hit that runs over the end of a name is none.
  const { expression } = filter;
  let position = nameStarts[at] ?? 0;
  while (at < rowsInPage) {
    expression.lastIndex = position;
    const hit = expression.exec(page.names);
    if (!hit) return;
    while ((nameStarts[at + 1] ?? Infinity) <= hit.index) at += 1;
    const end = nameStarts[at + 1] ?? 0;
    if (hit.index + hit[0].length <= end) found.push(first + at);
    // All hits are equally long, so if this one runs over, no later one in the same name fits.
    at += 1;
    position = end;
  }
}

export function filterFolders(rows: ListingRows, filter: NameFilter | null, ids: readonly RowId[] | null): RowId[] {
  const all = ids ?? Array.from({ length: rows.folders }, (_, ordinal) => folderId(ordinal));
  return filter ? all.filter((id) => matchesName(filter, rows.folderName(folderOrdinal(id)))) : [...all];
}
