import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import { migrate } from '@/lib/store/migrate';
import { migrations } from '@/lib/store/migrations/all';
import { openPglite } from '@/lib/store/pglite';
import type { Store } from '@/lib/store/types';
import { makeDiary } from './diary';
import { makeFolderShelf } from './history-folder';
import { maxHistoryEntries, type NewChange, type Shelf } from './history-shelf';
import { makeTableShelf } from './history-table';

const folder = mkdtempSync(join(tmpdir(), 'cooper-history-'));
const place = { connection: 'c', bucket: 'b', setting: 'cors' };
const change = (changes: Partial<NewChange> = {}): NewChange => ({
  ...place,
  at: 1_700_000_000_000,
  accessKeyId: 'AKIA',
  act: 'write',
  before: '',
  after: '{}',
  ...changes,
});

let store: Store;

beforeAll(async () => {
  store = await openPglite(join(folder, 'store'));
  await migrate(store, migrations);
}, 120_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const shelves: [string, () => Shelf][] = [
  ['a folder', () => makeFolderShelf(join(folder, 'changes'))],
  ['the store', () => makeTableShelf((work) => work(store))],
];

describe.each(shelves)('the history of a setting in %s', (_, open) => {
  let shelf: Shelf;
  beforeAll(() => {
    shelf = open();
  });
  const times = async (of: Partial<typeof place> = {}) => (await shelf.find({ ...place, ...of })).map(({ at }) => at);

  it('has what was there and what came of it, the newest first', async () => {
    const text = '{"Id":"nul \\u0000, 🪣"}\u0000';
    const first = await shelf.add(change({ before: null, after: text }));
    const second = await shelf.add(change({ act: 'remove', before: text, after: '' }));
    await shelf.confirm(place, first, `${text} as kept`);
    const shared = { at: 1_700_000_000_000, accessKeyId: 'AKIA' };
    // Another opening finds the same.
    expect(await open().find(place)).toEqual([
      { ...shared, number: second, act: 'remove', isCertain: false, before: text, after: '' },
      { ...shared, number: first, act: 'write', isCertain: true, before: null, after: `${text} as kept` },
    ]);
    await shelf.remove(place, second);
    expect((await shelf.find(place)).map(({ number }) => number)).toEqual([first]);
    await shelf.forget('c', 'b');
  });

  it('keeps the newest, of every setting and bucket for itself', async () => {
    const others = [{ bucket: '../b' }, { setting: 'policy' }, { connection: 'c/b' }];
    for (const other of others) await shelf.add(change(other));
    const all = Array.from({ length: maxHistoryEntries + 3 }, (_none, at) => at);
    // All at once, as tabs and people may.
    await Promise.all(all.map((at) => shelf.add(change({ at }))));
    expect(await times()).toEqual(all.slice(3).reverse());
    for (const other of others) expect(await times(other)).toHaveLength(1);
    await shelf.forget('c', 'b');
    expect(await times()).toEqual([]);
    expect(await times({ setting: 'policy' })).toEqual([]);
    expect(await times({ bucket: '../b' })).toHaveLength(1);
  });

  it('keeps no more text than a bound, and the newest whatever its size', async () => {
    const large = 'x'.repeat(900_000);
    for (const at of [1, 2, 3]) await shelf.add(change({ at, after: large }));
    expect(await times()).toEqual([3, 2]);
    await shelf.add(change({ at: 4, before: large.repeat(3) }));
    expect(await times()).toEqual([4]);
    await shelf.forget('c', 'b');
  });
});

describe('a diary', () => {
  it('keeps nobody from a change when there is no place for it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = makeDiary(() => makeFolderShelf(join(folder, 'store', 'PG_VERSION')));
    expect(await broken.begin(change())).toBeNull();
    const unavailable = () => Promise.reject(new AppError('store-unavailable', 'No store.'));
    let isBroken = false;
    const later = makeDiary(() => makeTableShelf((work) => (isBroken ? unavailable() : work(store))));
    const entry = await later.begin(change());
    isBroken = true;
    await entry?.confirm('');
    await entry?.withdraw();
    expect(log.mock.calls.map(([line]) => /ENOTDIR|No store/u.exec(String(line))?.[0])).toEqual([
      'ENOTDIR',
      'No store',
      'No store',
    ]);
    log.mockRestore();
  });
});
