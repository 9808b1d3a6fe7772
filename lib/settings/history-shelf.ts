import type { SettingTarget } from './schema';

/** How many changes of one setting of one bucket are kept: the newest. */
export const maxHistoryEntries = 50;
/** And how many characters of documents; the newest change is kept whatever its size. */
export const maxHistoryCharacters = 2_000_000;

export interface NewChange extends SettingTarget {
  /** Milliseconds since 1970. */
  at: number;
  accessKeyId: string;
  act: 'write' | 'remove';
  /** JSON of the S3 API; '' where nothing was configured, `null` where the keys could not look. */
  before: string | null;
  after: string;
}

export interface ChangeRecord extends Omit<NewChange, keyof SettingTarget> {
  number: number;
  /** False until the server has answered. What stays so may or may not have been done. */
  isCertain: boolean;
}

/** Where changes of settings are kept. */
export interface Shelf {
  /** Keeps a change that is about to be made, and forgets what the bounds leave no room for. Answers its number. */
  add(change: NewChange): Promise<number>;
  /** The change was made, and this is there now. */
  confirm(place: SettingTarget, number: number, after: string): Promise<void>;
  /** The change was not made. */
  remove(place: SettingTarget, number: number): Promise<void>;
  /** The newest first. */
  find(place: SettingTarget): Promise<ChangeRecord[]>;
  /** Forgets all settings of a bucket that is no more: whoever takes its name next has no business with them. */
  forget(connection: string, bucket: string): Promise<void>;
}

/** Characters that count for the bound. */
export function toSize({ before, after }: Pick<NewChange, 'before' | 'after'>): number {
  return (before?.length ?? 0) + after.length;
}
