import type { ObjectChange } from '@/lib/bulk/schema';
import type { CopyJobInput } from '@/lib/jobs/kinds/copy/schema';
import type { JobPlan } from '@/lib/jobs/types';

/** Objects and folders that are to be somewhere else. */
export interface TransferSubject {
  connection: string;
  bucket: string;
  objects: readonly { key: string; sizeBytes: number }[];
  /** Folders, each a prefix that ends in the delimiter. */
  prefixes: readonly string[];
  /** The folder they were chosen in: what comes behind it stays the same. */
  from: string;
}

export type TransferMode = 'copy' | 'move' | 'rename';

export interface TransferDraft {
  connection: string;
  bucket: string;
  prefix: string;
  /** The new name of a folder. */
  name: string;
  rule: CopyJobInput['rule'];
  keepsAccess: boolean;
  /** All versions go along. */
  keepsVersions: boolean;
}

/** The name of a folder in the folder it lies in. */
export function toFolderName(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('/', prefix.length - 2) + 1).replace(/\/$/u, '');
}

export function startDraft(subject: TransferSubject): TransferDraft {
  const { connection, bucket, prefixes, from } = subject;
  const name = toFolderName(prefixes[0] ?? '');
  return { connection, bucket, prefix: from, name, rule: 'skip', keepsAccess: true, keepsVersions: false };
}

function checkPrefix(
  draft: TransferDraft,
  { connection, bucket, prefixes, from }: TransferSubject,
  mode: TransferMode,
) {
  const isHere = draft.connection === connection && draft.bucket.trim() === bucket;
  if (draft.bucket.trim() === '') return 'Which bucket?';
  if (!isHere) return null;
  if (draft.prefix === from) return 'They are there already.';
  const isInside = prefixes.some((prefix) => draft.prefix.startsWith(prefix));
  return mode === 'move' && isInside ? 'A folder cannot be moved into itself.' : null;
}

function checkName(name: string, prefix: string): string | null {
  if (name === '') return 'A folder needs a name.';
  if (name.includes('/')) return 'A name has no slash in it; “Move to …” takes a folder elsewhere.';
  return name === toFolderName(prefix) ? 'It has that name already.' : null;
}

/** What the form asks for, or why it asks for nothing yet. */
export function toCopyInput(
  subject: TransferSubject,
  mode: TransferMode,
  draft: TransferDraft,
): { input: Omit<CopyJobInput, 'connection'> } | { problem: string } {
  const { bucket, objects, prefixes } = subject;
  const [folder = ''] = prefixes;
  const problem = mode === 'rename' ? checkName(draft.name, folder) : checkPrefix(draft, subject, mode);
  if (problem !== null) return { problem };
  const { rule, keepsAccess, keepsVersions } = draft;
  const parent = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  const way =
    mode === 'rename'
      ? { from: folder, to: { connection: subject.connection, bucket, prefix: `${parent}${draft.name}/` } }
      : { from: subject.from, to: { connection: draft.connection, bucket: draft.bucket.trim(), prefix: draft.prefix } };
  const named = objects.map(({ key, sizeBytes }) => ({ key, sizeBytes }));
  return {
    input: {
      ...{ bucket, objects: named, prefixes: [...prefixes], ...way, rule, isMove: mode !== 'copy' },
      ...{ keepsAccess, keepsVersions },
    },
  };
}

/** More than so much is not waited for. */
const maxAtOnce = 1000;
const maxBytesAtOnce = 10 * 1024 ** 3;

/** The change that does it at once, while the dialog is open; `null` where a job is to do it. */
export function toDirectChange(
  connection: string,
  { to, from, rule, isMove, keepsVersions }: Omit<CopyJobInput, 'connection'>,
  { items, bytes, isPartial }: JobPlan,
): ObjectChange | null {
  const isSmall = !isPartial && items < maxAtOnce && bytes < maxBytesAtOnce;
  if (!isSmall || keepsVersions || to.connection !== connection || (rule !== 'skip' && rule !== 'overwrite'))
    return null;
  return {
    kind: isMove ? 'move' : 'copy',
    to: { bucket: to.bucket, prefix: to.prefix, from },
    conflict: rule === 'skip' ? 'refuse' : 'replace',
  };
}
