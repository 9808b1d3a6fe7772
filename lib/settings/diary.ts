import 'server-only';
import { join } from 'node:path';
import { getConfig } from '@/lib/config/current';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { logFailure } from '@/lib/server/log';
import { withStore } from '@/lib/store/open';
import { makeFolderShelf } from './history-folder';
import type { NewChange, Shelf } from './history-shelf';
import { makeTableShelf } from './history-table';

/** A change that was written down before it was made. */
export interface DiaryEntry {
  /** The change was made, and this is there now. */
  confirm(after: string): Promise<void>;
  /** The change was not made. */
  withdraw(): Promise<void>;
}

/** Where changes of settings are written down. Nothing here rejects: a lost memory must not keep anybody from a change. */
export interface Diary {
  /** Keeps what is there before it is changed; `null` where it could not be kept. */
  begin(change: NewChange): Promise<DiaryEntry | null>;
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    logFailure(error.code === 'internal' ? error : new AppError(error.code, error.message, { cause: error.message }));
    return null;
  }
}

let shelf: Shelf | undefined;

/** The shelf of this console: the database that several share, or the data folder, which needs none (decision 0012). */
export function getShelf(): Shelf {
  const { dataDir, databaseUrl } = getConfig();
  return (shelf ??= databaseUrl ? makeTableShelf(withStore) : makeFolderShelf(join(dataDir, 'setting-history')));
}

export function makeDiary(find: () => Shelf): Diary {
  return {
    async begin(change) {
      const number = await attempt(() => find().add(change));
      if (number === null) return null;
      return {
        async confirm(after) {
          await attempt(() => find().confirm(change, number, after));
        },
        async withdraw() {
          await attempt(() => find().remove(change, number));
        },
      };
    },
  };
}

export const diary = makeDiary(getShelf);

/** The server has refused: nothing was changed. Of anything else nobody can say. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && (!error.isRetryable || error.code === 'throttled');
}

/** Keeps what is there and sends a change. Whoever knows what is there then confirms the entry; `null`: it was not kept. */
export async function sendRemembered(
  book: Diary,
  change: NewChange,
  send: () => Promise<unknown>,
): Promise<DiaryEntry | null> {
  const entry = await book.begin(change);
  try {
    await send();
  } catch (error) {
    if (isRefusal(error)) await entry?.withdraw();
    throw error;
  }
  return entry;
}

/** Forgets the settings of a bucket that was deleted. */
export async function forgetSettings(connection: string, bucket: string): Promise<void> {
  await attempt(() => getShelf().forget(connection, bucket));
}
