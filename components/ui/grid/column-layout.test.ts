import { describe, expect, it } from 'vitest';
import { columnWidth, parseChoice, shownColumns, toMinWidth, toTracks, noChoice } from './column-layout';
import type { GridColumn } from './types';

const columns: GridColumn<string>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 240,
    minWidth: 120,
    isFlexible: true,
    isFixed: true,
    isNarrow: true,
    cell: (row) => row,
  },
  { id: 'size', title: 'Size', width: 92, minWidth: 60, isNarrow: true, cell: (row) => row },
  { id: 'owner', title: 'Owner', width: 140, minWidth: 60, isHiddenFirst: true, cell: (row) => row },
];

describe('column layout', () => {
  it('shows what came shown and what the user chose', () => {
    const ids = (choice: typeof noChoice, isNarrow = false) =>
      shownColumns(columns, choice, isNarrow).map(({ id }) => id);
    expect(ids(noChoice)).toEqual(['name', 'size']);
    expect(ids({ shown: { owner: true, size: false, name: false }, widths: {} })).toEqual(['name', 'owner']);
    expect(ids({ shown: { owner: true }, widths: {} }, true)).toEqual(['name', 'size']);
  });

  it('writes tracks, with the flexible column taking the rest', () => {
    const shown = shownColumns(columns, noChoice, false);
    expect(toTracks(shown, { shown: {}, widths: { size: 120 } }, false)).toBe('34px minmax(240px, 1fr) 120px 38px');
    expect(toTracks(shown, noChoice, true)).toBe('34px minmax(0px, 1fr) 60px 38px');
    expect(toMinWidth(shown, noChoice, false)).toBe(34 + 240 + 92 + 38);
  });

  it('keeps widths within reason', () => {
    const [name] = columns;
    expect(columnWidth(name!, { shown: {}, widths: { name: 5 } })).toBe(120);
    expect(columnWidth(name!, { shown: {}, widths: { name: 99_999 } })).toBe(1200);
  });

  it.each([null, '', 'null', '{', '[]', '{"shown":5,"widths":{"a":"x"}}', '{"shown":{"a":"yes"}}'])(
    'takes %s from storage for no choice',
    (text) => {
      expect(parseChoice(text)).toEqual(noChoice);
    },
  );

  it('reads back what it stores', () => {
    const choice = { shown: { owner: true }, widths: { size: 120 } };
    expect(parseChoice(JSON.stringify(choice))).toEqual(choice);
  });
});
