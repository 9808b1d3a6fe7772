import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePage, makePages, type PlainObject } from '@/lib/testing/listing-pages';
import { compareKeys } from './byte-order';
import { matchesName, compileFilter } from './filter';
import { ListingRows } from './rows';
import { runAtOnce } from './slices';
import { nextSort, sortColumns, sortObjects, type Sort } from './sort';
import { ListingView } from './view';

const plainObject: fc.Arbitrary<PlainObject> = fc.record({
  name: fc.string({
    unit: fc.constantFrom('a', 'B', 'ä', 'Ä', '-', '\uffee', '\u{1f6e2}'),
    minLength: 1,
    maxLength: 4,
  }),
  size: fc.integer({ min: 0, max: 3 }),
  modified: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
  etag: fc.constantFrom('', 'aaaaaaa', 'aaaaaab', 'b', '\u00ffz', '\u0100a'),
  storageClass: fc.constantFrom('', 'STANDARD', 'GLACIER'),
  owner: fc.constantFrom('', 'ann', 'bob'),
  checksum: fc.constantFrom('', 'CRC32'),
  restore: fc.constantFrom('', 'in progress', '2026-11-20T00:00:00.000Z'),
});
const anySort: fc.Arbitrary<Sort> = fc.record({ column: fc.constantFrom(...sortColumns), descending: fc.boolean() });

function shownNames(view: ListingView): string[] {
  return Array.from({ length: view.getSnapshot().count }, (_, position) => view.rows.name(view.idAt(position)));
}

function valueOf(object: PlainObject, { column }: Sort): string | number | null {
  if (column === 'name') return object.name;
  if (column === 'size') return object.size ?? 0;
  if (column === 'modified') return object.modified ?? null;
  const text = column === 'class' ? object.storageClass : object[column];
  return text ? text : null;
}

/** The order as one would write it without caring for speed. */
function expectedOrder(objects: PlainObject[], sort: Sort): number[] {
  const direction = sort.descending ? -1 : 1;
  return objects
    .map((_, index) => index)
    .sort((a, b) => {
      const left = valueOf(objects[a] as PlainObject, sort);
      const right = valueOf(objects[b] as PlainObject, sort);
      if (left === null || right === null) return Number(left === null) - Number(right === null) || a - b;
      const order = typeof left === 'string' ? compareKeys(left, right as string) : left - (right as number);
      return direction * order || a - b;
    });
}

function loadRows(objects: PlainObject[], pageLength: number): ListingRows {
  const rows = new ListingRows('');
  for (const page of makePages(objects, pageLength)) rows.append(page);
  return rows;
}

describe('sorting', () => {
  it('is stable in both directions, with missing values last, for every column', () => {
    fc.assert(
      fc.property(
        fc.array(plainObject, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        anySort,
        (objects, pageLength, sort) => {
          const sorted = runAtOnce(
            sortObjects(loadRows(objects, pageLength), sort, new Uint32Array(0), objects.length),
          );
          expect([...sorted]).toEqual(expectedOrder(objects, sort));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same when rows come in pieces', () => {
    fc.assert(
      fc.property(fc.array(plainObject, { maxLength: 60 }), fc.nat(60), anySort, (objects, cut, sort) => {
        const rows = loadRows(objects, 7);
        const half = runAtOnce(sortObjects(rows, sort, new Uint32Array(0), Math.min(cut, objects.length)));
        expect([...runAtOnce(sortObjects(rows, sort, half, objects.length))]).toEqual(expectedOrder(objects, sort));
      }),
    );
  });
});

describe('nextSort', () => {
  it('goes through both directions and back to the server’s order', () => {
    const bySize = nextSort(null, 'size');
    expect(bySize).toEqual({ column: 'size', descending: true });
    const other = nextSort(bySize, 'size');
    expect(other).toEqual({ column: 'size', descending: false });
    expect(nextSort(other, 'size')).toBeNull();
    expect(nextSort(bySize, 'class')).toEqual({ column: 'class', descending: false });
    expect(nextSort(null, 'name')).toEqual({ column: 'name', descending: true });
    expect(nextSort(nextSort(null, 'name'), 'name')).toBeNull();
  });
});

describe('filtering', () => {
  it.each([
    ['CAM', 'stage-cam-a.mov', true],
    ['cam.', 'stage-cam-a.mov', false],
    ['*.mov', 'stage-cam-a.MOV', true],
    ['*.mov', 'a.mov.txt', false],
    ['stage-???-a*', 'stage-cam-a.mov', true],
    ['a+b', 'x a+b y', true],
    ['[a]', 'a', false],
    ['ä', 'Ä', true],
    ['*', 'line\nfeed', true],
    ['100%', '100%.txt', true],
    ['\\', 'a\\b', true],
    ['e.g', 'eXg', false],
  ])('%s finds %s: %s', (filter, name, isFound) => {
    const compiled = compileFilter(filter);
    expect(compiled && matchesName(compiled, name)).toBe(isFound);
  });

  it('finds across a page exactly what it finds name by name, and never across two names', () => {
    const needle = fc.string({
      unit: fc.constantFrom('a', 'B', 'ä', '-', '\u{1f6e2}', '*', '?', '.'),
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.array(plainObject, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        needle,
        (objects, pageLength, filter) => {
          const view = new ListingView(loadRows(objects, pageLength));
          view.set(null, filter);
          const compiled = compileFilter(filter);
          const expected = objects.map(({ name }) => name).filter((name) => compiled && matchesName(compiled, name));
          expect(shownNames(view)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('ListingView', () => {
  it('filters by whole names when the prefix is the beginning of a name', () => {
    const rows = new ListingRows('logs/ab');
    rows.append(makePage([{ name: 'c' }, { name: 'd' }]));
    const view = new ListingView(rows);
    view.set(null, 'bc');
    expect(shownNames(view)).toEqual(['abc']);
  });

  it('composes filter and sort, folders first, and takes in what comes later', () => {
    const rows = new ListingRows('');
    const view = new ListingView(rows);
    rows.append(
      makePage(
        [
          { name: 'a1', size: 1 },
          { name: 'b1', size: 9 },
          { name: 'c2', size: 5 },
        ],
        ['f1/', 'g2/'],
      ),
    );
    view.grow();
    expect(shownNames(view)).toEqual(['f1/', 'g2/', 'a1', 'b1', 'c2']);
    view.set({ column: 'size', descending: true }, '1');
    expect(shownNames(view)).toEqual(['f1/', 'b1', 'a1']);
    rows.append(
      makePage(
        [
          { name: 'd1', size: 4 },
          { name: 'e', size: 4 },
        ],
        ['h1/'],
      ),
    );
    expect(view.getSnapshot().seen).toBe(5);
    view.grow();
    expect(view.getSnapshot()).toMatchObject({ seen: 8, count: 5, folders: 2, isWorking: false });
    expect(shownNames(view)).toEqual(['f1/', 'h1/', 'b1', 'd1', 'a1']);
    view.set({ column: 'name', descending: true }, '');
    expect(shownNames(view)).toEqual(['h1/', 'g2/', 'f1/', 'e', 'd1', 'c2', 'b1', 'a1']);
    view.set(null, '');
    expect(shownNames(view)).toEqual(['f1/', 'g2/', 'h1/', 'a1', 'b1', 'c2', 'd1', 'e']);
  });

  it('counts which of a set it shows', () => {
    const view = new ListingView(loadRows([{ name: 'a1' }, { name: 'b1' }, { name: 'a2' }], 2));
    expect(view.countShown(new Set([0, 2]))).toBe(2);
    view.set(null, 'b');
    expect(view.countShown(new Set([0, 2]))).toBe(0);
    expect(view.countShown(new Set([0, 1]))).toBe(1);
  });

  it('knows where each row is shown, whatever sort and filter', () => {
    fc.assert(
      fc.property(
        fc.array(plainObject, { maxLength: 40 }),
        fc.option(anySort),
        fc.constantFrom('', 'a', '*ä*'),
        (objects, sort, filter) => {
          const rows = loadRows(objects, 9);
          rows.append(makePage([], ['a/', 'ä/', 'z/']));
          const view = new ListingView(rows);
          view.set(sort, filter);
          const shown = Array.from({ length: view.getSnapshot().count }, (_, position) => view.idAt(position));
          shown.forEach((id, position) => expect(view.positionOf(id)).toBe(position));
          for (let index = 0; index < rows.count; index += 1) {
            if (!shown.includes(rows.idAt(index))) expect(view.positionOf(rows.idAt(index))).toBe(-1);
          }
        },
      ),
    );
  });

  it('sorts a long listing in slices and says so meanwhile', async () => {
    const objects = Array.from({ length: 1000 }, (_, index) => ({
      name: `k${String(index).padStart(4, '0')}`,
      size: (index * 7919) % 1000,
    }));
    const page = makePage(objects);
    const rows = new ListingRows('');
    for (let index = 0; index < 60; index += 1) rows.append(page);
    const view = new ListingView(rows);
    view.set({ column: 'size', descending: false }, '');
    expect(view.getSnapshot()).toMatchObject({ isWorking: true, count: 60_000, sort: { column: 'size' } });
    rows.append(page);
    view.grow();
    await new Promise<void>((resolve) => {
      view.subscribe(() => {
        const { isWorking, seen } = view.getSnapshot();
        if (!isWorking && seen === 61_000) resolve();
      });
    });
    let last = -1;
    for (let position = 0; position < view.getSnapshot().count; position += 1) {
      const size = rows.sizeBytes(view.idAt(position));
      expect(size >= last).toBe(true);
      last = size;
    }
  });

  it('finds names by how they begin, from a place on and around the end', () => {
    const rows = loadRows([{ name: 'alpha' }, { name: 'Beta' }, { name: 'beta-2' }, { name: 'gamma' }], 2);
    const view = new ListingView(rows);
    expect(view.findByStart('be', 0)).toBe(1);
    expect(view.findByStart('be', 2)).toBe(2);
    expect(view.findByStart('be', 3)).toBe(1);
    expect(view.findByStart('z', 0)).toBe(-1);
  });
});
