import 'server-only';
import { RE2JS, RE2JSException } from 're2js';
import { AppError } from '@/lib/errors/app-error';
import type { SearchQuery } from './query';

/** Says whether a key is meant, by what stands behind the prefix that is searched. */
export type NameMatcher = (path: string) => boolean;

/** What a listing tells of an object, beside its name. */
export interface Candidate {
  sizeBytes: number;
  /** Milliseconds since 1970; `null` where the server gave none. */
  modified: number | null;
  /** '' stands for STANDARD, which servers may leave out. */
  storageClass: string;
}

/**
 * Expressions run on RE2, whose time grows with the length of the name and never faster: there is none that could keep the
 * server busy. It has neither backreferences nor look-around (https://github.com/google/re2/wiki/Syntax).
 */
function compile(source: string, isCaseSensitive: boolean): RE2JS {
  const flags = RE2JS.DOTALL | (isCaseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new AppError('invalid-input', `The regular expression cannot be used: ${error.message}.`);
  }
}

/** What one piece of a glob is as an expression. */
function toSource(piece: string): string {
  if (piece === '**/') return '(?:.*/)?';
  if (piece === '**') return '.*';
  if (piece === '*') return '[^/]*';
  if (piece === '?') return '[^/]';
  return RE2JS.quote(piece);
}

/** `*` and `?` stop at slashes, `**` does not; every other character stands for itself. */
function toGlobSource(glob: string): string {
  const pieces = glob.match(/\*\*\/|\*\*|[*?]|[^*?]+/gu) ?? [];
  return `^(?:${pieces.map(toSource).join('')})$`;
}

/** Behind the last slash; the marker of a folder is named with its own. */
function toLastName(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1);
}

/**
 * A part of the path in any case unless told otherwise; a glob for the last name, or, with a slash in it, for the whole path; an
 * expression that is found anywhere in the path.
 */
export function compileName({ text, mode, isCaseSensitive }: SearchQuery): NameMatcher {
  if (text === '') return () => true;
  if (mode === 'text') {
    if (isCaseSensitive) return (path) => path.includes(text);
    const wanted = text.toLowerCase();
    return (path) => path.toLowerCase().includes(wanted);
  }
  if (mode === 'regex') {
    const expression = compile(text, isCaseSensitive);
    return (path) => expression.test(path);
  }
  const glob = compile(toGlobSource(text), isCaseSensitive);
  // A slash at the end alone names the marker of a folder.
  return text.slice(0, -1).includes('/') ? (path) => glob.test(path) : (path) => glob.test(toLastName(path));
}

/** Whether size, date and class of an object are those that are searched for. */
export function matchesFilters(query: SearchQuery, { sizeBytes, modified, storageClass }: Candidate): boolean {
  const { minBytes, maxBytes, from, to } = query;
  if (minBytes !== null && sizeBytes < minBytes) return false;
  if (maxBytes !== null && sizeBytes > maxBytes) return false;
  if (from !== null && (modified === null || modified < from)) return false;
  if (to !== null && (modified === null || modified >= to)) return false;
  return query.storageClass === '' || (storageClass || 'STANDARD') === query.storageClass;
}
