import { describe, expect, it } from 'vitest';
import { toGridAct, type KeyPlace, type PressedKey } from './keyboard';

const place: KeyPlace = { active: 10, count: 100, pageRows: 20, perRow: 1, isTyping: false };
const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('toGridAct', () => {
  it.each([
    ['ArrowDown', 11],
    ['ArrowUp', 9],
    ['PageDown', 29],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
  ])('%s moves to %d, with Shift it extends', (key, to) => {
    expect(toGridAct(press(key), place)).toEqual({ kind: 'move', to, extend: false });
    expect(toGridAct(press(key, { shiftKey: true }), place)).toEqual({ kind: 'move', to, extend: true });
  });

  it('moves between places side by side only where there are some', () => {
    const tiles = { ...place, active: 10, count: 22, pageRows: 3, perRow: 4 };
    const moves = (key: string, change: Partial<KeyPlace> = {}) => toGridAct(press(key), { ...tiles, ...change });
    expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'].map((key) => moves(key))).toMatchObject([
      { to: 11 },
      { to: 9 },
      { to: 14 },
      { to: 6 },
    ]);
    expect(moves('PageDown')).toMatchObject({ to: 18 });
    expect(moves('ArrowUp', { active: 2 })).toMatchObject({ to: 2 });
    expect(moves('ArrowDown', { active: 18 })).toMatchObject({ to: 21 });
    expect(moves('ArrowDown', { active: 20 })).toMatchObject({ to: 20 });
    expect(moves('ArrowDown', { active: -1 })).toMatchObject({ to: 0 });
    expect(moves('ArrowRight', { active: -1 })).toMatchObject({ to: 0 });
    expect(toGridAct(press('ArrowRight'), place)).toBeNull();
  });

  it('stays inside the list, and begins at its start', () => {
    expect(toGridAct(press('ArrowDown'), { ...place, active: 99 })).toMatchObject({ to: 99 });
    expect(toGridAct(press('PageDown'), { ...place, active: 95 })).toMatchObject({ to: 99 });
    expect(toGridAct(press('ArrowDown'), { ...place, active: -1 })).toMatchObject({ to: 0 });
    expect(toGridAct(press('ArrowUp'), { ...place, active: -1 })).toMatchObject({ to: 0 });
    expect(toGridAct(press('End'), { ...place, count: 0, active: -1 })).toBeNull();
  });

  it.each([
    [press('Enter'), { kind: 'open' }],
    [press('Backspace'), { kind: 'up' }],
    [press('ArrowUp', { altKey: true }), { kind: 'up' }],
    [press(' '), { kind: 'look' }],
    [press(' ', { shiftKey: true }), { kind: 'toggle' }],
    [press(' ', { ctrlKey: true }), { kind: 'toggle' }],
    [press('a', { ctrlKey: true }), { kind: 'select-all' }],
    [press('A', { metaKey: true }), { kind: 'select-all' }],
    [press('Escape'), { kind: 'select-none' }],
    [press('F10', { shiftKey: true }), { kind: 'menu' }],
    [press('ContextMenu'), { kind: 'menu' }],
    [press('s'), { kind: 'type', text: 's' }],
    [press('ß'), { kind: 'type', text: 'ß' }],
  ])('$key does its act', (pressed, act) => {
    expect(toGridAct(pressed, place)).toEqual(act);
  });

  it('lets a space join a name that is being typed', () => {
    expect(toGridAct(press(' '), { ...place, isTyping: true })).toEqual({ kind: 'type', text: ' ' });
  });

  it.each([press('/'), press('?'), press('k', { ctrlKey: true }), press('Tab'), press('F5'), press('Delete')])(
    'leaves $key to others',
    (pressed) => {
      expect(toGridAct(pressed, place)).toBeNull();
    },
  );
});
