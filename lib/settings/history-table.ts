import { z } from 'zod';
import type { withStore } from '@/lib/store/open';
import type { Rows } from '@/lib/store/types';
import { maxHistoryCharacters, maxHistoryEntries, toSize, type NewChange, type Shelf } from './history-shelf';
import type { SettingTarget } from './schema';

const changeRow = z
  .object({
    number: z.number(),
    at: z.number(),
    access_key_id: z.string(),
    act: z.enum(['write', 'remove']),
    is_certain: z.boolean(),
    before: z.string().nullable(),
    after: z.string(),
  })
  .transform(({ access_key_id: accessKeyId, is_certain: isCertain, ...rest }) => ({ ...rest, accessKeyId, isCertain }));

async function insertChange(rows: Rows, change: NewChange): Promise<number> {
  const { connection, bucket, setting, at, accessKeyId, act, before, after } = change;
  const place = [connection, bucket, setting];
  const [added] = await rows.read(
    z.object({ number: z.number() }),
    `INSERT INTO cooper.setting_history (connection, bucket, setting, at, access_key_id, act, before, after, size)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING number`,
    [...place, ...[at, accessKeyId, act, JSON.stringify(before), JSON.stringify(after)], toSize(change)],
  );
  await rows.write(
    `DELETE FROM cooper.setting_history WHERE number IN (
      SELECT number FROM (
        SELECT number, row_number() OVER newest AS place, sum(size) OVER newest AS characters
        FROM cooper.setting_history WHERE connection = $1 AND bucket = $2 AND setting = $3
        WINDOW newest AS (ORDER BY number DESC)
      ) AS kept WHERE place > $4 OR (place > 1 AND characters > $5))`,
    [...place, maxHistoryEntries, maxHistoryCharacters],
  );
  return added?.number ?? 0;
}

function findChanges(rows: Rows, { connection, bucket, setting }: SettingTarget) {
  return rows.read(
    changeRow,
    `SELECT number, at, access_key_id, act, is_certain, before, after FROM cooper.setting_history
      WHERE connection = $1 AND bucket = $2 AND setting = $3 ORDER BY number DESC`,
    [connection, bucket, setting],
  );
}

/** Changes in the store, for consoles that share a PostgreSQL. `use` opens the store. */
export function makeTableShelf(use: typeof withStore): Shelf {
  const write = (text: string, values: unknown[]) =>
    use(async (store) => {
      await store.write(text, values);
    });
  return {
    add: (change) => use((store) => store.transaction((rows) => insertChange(rows, change))),
    confirm: (_place, number, after) =>
      write('UPDATE cooper.setting_history SET is_certain = true, after = $2 WHERE number = $1', [
        number,
        JSON.stringify(after),
      ]),
    remove: (_place, number) => write('DELETE FROM cooper.setting_history WHERE number = $1', [number]),
    find: (place) => use((store) => findChanges(store, place)),
    forget: (connection, bucket) =>
      write('DELETE FROM cooper.setting_history WHERE connection = $1 AND bucket = $2', [connection, bucket]),
  };
}
