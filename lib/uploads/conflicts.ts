import type { LocalEntry } from './local-entries';
import type { UploadSource } from './queue-item';
import type { ExistingObject } from './transport';

/** What to do with a file whose key is taken. */
export type ConflictChoice = 'skip' | 'replace' | 'keep-both';

/** A file and the object it would replace. */
export interface Conflict {
  key: string;
  file: { sizeBytes: number; modified: number | null };
  existing: ExistingObject;
}

/** What S3 tools take for a folder. */
const folderContentType = 'application/x-directory';
const unknownContentType = 'application/octet-stream';

/** Entries as the queue takes them, under a prefix. Nothing may be replaced yet. Of two with the same key the last stays. */
export function toSources(prefix: string, entries: readonly LocalEntry[]): UploadSource[] {
  const sources = entries.map(({ path, file, handle }): UploadSource => ({
    key: prefix + path,
    body: file ?? new Blob([]),
    contentType: file ? file.type || unknownContentType : folderContentType,
    mayOverwrite: false,
    lastModified: file?.lastModified ?? null,
    handle,
  }));
  return [...new Map(sources.map((source) => [source.key, source])).values()];
}

/** Folder markers that exist are no conflict: they are the same empty object. */
export function findConflicts(sources: readonly UploadSource[], existing: readonly ExistingObject[]): Conflict[] {
  const byKey = new Map(existing.map((object) => [object.key, object]));
  return sources.flatMap(({ key, body, lastModified }) => {
    const object = byKey.get(key);
    if (!object || key.endsWith('/')) return [];
    return [{ key, file: { sizeBytes: body.size, modified: lastModified }, existing: object }];
  });
}

/** The sources after the choices. `toFree` names a key that nothing has. Existing folder markers are left out. */
export function applyChoices(
  sources: readonly UploadSource[],
  existing: readonly ExistingObject[],
  choices: ReadonlyMap<string, ConflictChoice>,
  toFree: (key: string) => string,
): UploadSource[] {
  const taken = new Set(existing.map(({ key }) => key));
  return sources.flatMap((source) => {
    if (!taken.has(source.key)) return [source];
    const choice = source.key.endsWith('/') ? 'skip' : (choices.get(source.key) ?? 'skip');
    switch (choice) {
      case 'skip':
        return [];
      case 'replace':
        return [{ ...source, mayOverwrite: true }];
      case 'keep-both':
        return [{ ...source, key: toFree(source.key) }];
    }
  });
}

/** `report.tar.gz` → `report (2).tar.gz`: the name people know from their desktop. */
export function toNumberedKey(key: string, number: number): string {
  const nameStart = key.lastIndexOf('/') + 1;
  const name = key.slice(nameStart);
  const extension = /(?<=[^.])(?:\.tar)?\.[^./\s]{1,10}$/u.exec(name)?.[0] ?? '';
  return `${key.slice(0, nameStart)}${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
