import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { maxHistoryCharacters, maxHistoryEntries, toSize, type ChangeRecord, type Shelf } from './history-shelf';
import type { SettingTarget } from './schema';

const changeRecord = z.object({
  number: z.number(),
  at: z.number(),
  accessKeyId: z.string(),
  act: z.enum(['write', 'remove']),
  isCertain: z.boolean(),
  before: z.string().nullable(),
  after: z.string(),
});

/** Names of buckets and connections may hold what a name of a file may not. */
const toName = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The newest changes that the bounds leave room for; the newest of all in any case. */
function keepNewest(changes: readonly ChangeRecord[]): ChangeRecord[] {
  let characters = 0;
  return changes.slice(0, maxHistoryEntries).filter((change, index) => {
    characters += toSize(change);
    return index === 0 || characters <= maxHistoryCharacters;
  });
}

async function readChanges(file: string): Promise<ChangeRecord[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return z.array(changeRecord).parse(JSON.parse(text));
}

/** A file is made whole beside the one it replaces, so that none is ever half written. */
async function writeChanges(file: string, changes: readonly ChangeRecord[]): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(changes), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Changes in a folder that belongs to this process: a folder for each bucket, a file for each of its settings. */
export function makeFolderShelf(folder: string): Shelf {
  // One act at a time, since each reads a file, changes it and writes it again.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
  const toBucketFolder = (connection: string, bucket: string) => join(folder, toName(connection, bucket));
  const toFile = ({ connection, bucket, setting }: SettingTarget) =>
    join(toBucketFolder(connection, bucket), `${toName(setting)}.json`);
  const change = (place: SettingTarget, edit: (changes: ChangeRecord[]) => ChangeRecord[]) =>
    inTurn(async () => writeChanges(toFile(place), edit(await readChanges(toFile(place)))));
  return {
    async add({ connection, bucket, setting, ...change }) {
      const place = { connection, bucket, setting };
      return inTurn(async () => {
        await mkdir(toBucketFolder(connection, bucket), { recursive: true, mode: 0o700 });
        const changes = await readChanges(toFile(place));
        const number = (changes[0]?.number ?? 0) + 1;
        await writeChanges(toFile(place), keepNewest([{ ...change, number, isCertain: false }, ...changes]));
        return number;
      });
    },
    confirm: (place, number, after) =>
      change(place, (changes) =>
        changes.map((one) => (one.number === number ? { ...one, after, isCertain: true } : one)),
      ),
    remove: (place, number) => change(place, (changes) => changes.filter((one) => one.number !== number)),
    find: (place) => inTurn(() => readChanges(toFile(place))),
    forget: (connection, bucket) =>
      inTurn(() => rm(toBucketFolder(connection, bucket), { recursive: true, force: true })),
  };
}
