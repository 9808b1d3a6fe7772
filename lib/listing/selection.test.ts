import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePage } from '@/lib/testing/listing-pages';
import { ListingRows, type RowId } from './rows';
import { Selection } from './selection';
import { ListingView } from './view';

function makeRows(): ListingRows {
  const rows = new ListingRows('');
  rows.append(
    makePage(
      Array.from({ length: 100 }, (_, index) => ({ name: `o${String(index).padStart(3, '0')}`, size: index + 1 })),
      ['f/', 'g/', 'h/'],
    ),
  );
  return rows;
}

type Act =
  | { kind: 'toggle' | 'only'; at: number }
  | { kind: 'range'; from: number; to: number; keep: boolean }
  | { kind: 'clear' };
const place = fc.nat(102);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('toggle' as const, 'only' as const), at: place }),
  fc.record({ kind: fc.constant('range' as const), from: place, to: place, keep: fc.boolean() }),
  fc.record({ kind: fc.constant('clear' as const) }),
);

describe('Selection', () => {
  it('does what a plain set of rows would do, and counts right', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.boolean(), (acts, descending) => {
        const rows = makeRows();
        const view = new ListingView(rows);
        view.set({ column: 'size', descending }, '');
        const selection = new Selection(rows);
        const model = new Set<RowId>();
        for (const step of acts) {
          if (step.kind === 'clear') {
            selection.clear();
            model.clear();
          } else if (step.kind === 'range') {
            selection.range(view, step.from, step.to, step.keep);
            if (!step.keep) model.clear();
            for (let at = Math.min(step.from, step.to); at <= Math.max(step.from, step.to); at += 1)
              model.add(view.idAt(at));
          } else {
            const id = view.idAt(step.at);
            const wasIn = model.has(id);
            if (step.kind === 'only') model.clear();
            if (step.kind === 'toggle' && wasIn) model.delete(id);
            else model.add(id);
            if (step.kind === 'toggle') selection.toggle(id);
            else selection.only(id);
          }
        }
        expect(new Set(selection.ids())).toEqual(model);
        const objects = [...model].filter((id) => id >= 0);
        expect(selection.getSnapshot()).toEqual({
          count: model.size,
          objects: objects.length,
          folders: model.size - objects.length,
          bytes: objects.reduce((sum, id) => sum + rows.sizeBytes(id), 0),
        });
      }),
    );
  });

  it('stays with its rows when more come and the order changes', () => {
    const rows = makeRows();
    const view = new ListingView(rows);
    const selection = new Selection(rows);
    selection.range(view, 2, 4, false);
    rows.append(makePage([{ name: 'z', size: 0 }], ['i/']));
    view.grow();
    view.set({ column: 'size', descending: false }, '');
    expect([...selection.ids()].map((id) => rows.name(id))).toEqual(['h/', 'o000', 'o001']);
  });

  it('tells listeners, and gives the same snapshot until something changes', () => {
    const rows = makeRows();
    const selection = new Selection(rows);
    const seen: number[] = [];
    const unsubscribe = selection.subscribe(() => seen.push(selection.getSnapshot().count));
    const before = selection.getSnapshot();
    expect(selection.getSnapshot()).toBe(before);
    selection.toggle(5);
    selection.toggle(5);
    unsubscribe();
    selection.toggle(5);
    expect(seen).toEqual([1, 0]);
  });

  const list = (objects: Parameters<typeof makePage>[0], folders: string[] = []): ListingRows => {
    const rows = new ListingRows('in/');
    rows.append(makePage(objects, folders));
    return rows;
  };
  const names = (selection: Selection, rows: ListingRows): string[] =>
    [...selection.ids()].map((id) => `${rows.name(id)}${rows.version(id)?.id ?? ''}`);

  it('is taken over by a later listing of the place, as rows come again, without what has gone', () => {
    const before = list([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }], ['b/', 'f/']);
    const earlier = new Selection(before);
    for (const name of ['f/', 'b', 'c', 'd']) earlier.toggle(before.find(`in/${name}`) ?? Number.NaN);
    const rows = list([{ name: 'b', size: 7 }], ['b/', 'f/']);
    const selection = new Selection(rows);
    selection.grow(false);
    selection.expect(earlier);
    selection.grow(false);
    expect(names(selection, rows)).toEqual(['f/', 'b']);
    rows.append(makePage([{ name: 'bb' }, { name: 'd', size: 5 }]));
    selection.grow(true);
    expect(names(selection, rows)).toEqual(['f/', 'b', 'd']);
    expect(selection.getSnapshot()).toEqual({ count: 3, folders: 1, objects: 2, bytes: 12 });

    // What had gone is another object when it comes back.
    const again = list([{ name: 'b' }, { name: 'c' }, { name: 'd' }], ['f/']);
    const third = new Selection(again);
    third.expect(selection);
    third.grow(false);
    expect(names(third, again)).toEqual(['f/', 'b', 'd']);
  });

  it('is taken over before all of it has come, but not after a new choice', () => {
    const before = list([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const earlier = new Selection(before);
    for (const id of [0, 1, 2]) earlier.toggle(id);
    const rows = list([{ name: 'a' }]);
    const selection = new Selection(rows);
    selection.expect(earlier);
    selection.grow(false);
    const later = list([{ name: 'a' }, { name: 'b' }]);
    const third = new Selection(later);
    third.expect(selection);
    third.grow(false);
    expect(names(third, later)).toEqual(['a', 'b']);
    third.toggle(0);
    later.append(makePage([{ name: 'c' }]));
    third.grow(true);
    expect(names(third, later)).toEqual(['b']);
  });

  it('knows versions of a key apart when it is taken over', () => {
    const before = list([
      { name: 'a', version: { id: 'v2', isLatest: true } },
      { name: 'a', version: { id: 'v1' } },
    ]);
    const earlier = new Selection(before);
    earlier.toggle(1);
    const rows = list([
      { name: 'a', version: { id: 'v3', isLatest: true } },
      { name: 'a', version: { id: 'v2' } },
      { name: 'a', version: { id: 'v1' } },
    ]);
    const selection = new Selection(rows);
    selection.expect(earlier);
    selection.grow(true);
    expect(names(selection, rows)).toEqual(['av1']);
  });
});
