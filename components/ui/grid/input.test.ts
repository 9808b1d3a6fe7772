import { describe, expect, it } from 'vitest';
import { GridInput, type GridInputHost } from './input';
import type { PressedKey } from './keyboard';
import type { RowKey, SelectAct } from './types';

/** A list of names whose keys are their places in `all`, with everything that happened to it. */
class PlainHost implements GridInputHost {
  readonly selected = new Set<RowKey>();
  readonly opened: RowKey[] = [];
  readonly menus: RowKey[] = [];
  readonly shown: number[] = [];
  ups = 0;
  data = {};
  pageRows = 4;
  perRow = 1;
  #keys: RowKey[];
  readonly #all: readonly string[];

  constructor(all: readonly string[]) {
    this.#all = all;
    this.#keys = all.map((_, key) => key);
  }

  order = {
    count: 0,
    keyAt: (index: number): RowKey => this.#keys[index]!,
    indexOf: (key: RowKey) => this.#keys.indexOf(key),
    findByStart: (text: string, from: number): number => {
      for (let i = 0; i < this.#keys.length; i += 1) {
        const index = (from + i) % this.#keys.length;
        if (this.#all[this.#keys[index]!]!.startsWith(text)) return index;
      }
      return -1;
    },
  };

  readonly selection = { has: (key: RowKey) => this.selected.has(key), state: 'none' as const };

  keepOnly(keys: RowKey[]): void {
    this.#keys = keys;
    this.order = { ...this.order, count: keys.length };
  }

  readonly toAnchor = () => ({ getBoundingClientRect: (): DOMRect => ({}) as DOMRect });
  readonly show = (index: number): void => void this.shown.push(index);
  readonly onOpen = (key: RowKey): void => void this.opened.push(key);
  readonly onMenu = (key: RowKey): void => void this.menus.push(key);
  readonly onUp = (): void => void (this.ups += 1);
  readonly onSelect = (act: SelectAct): void => {
    if (act.kind === 'none' || act.kind === 'only' || (act.kind === 'range' && !act.keep)) this.selected.clear();
    if (act.kind === 'all') this.#keys.forEach((key) => this.selected.add(key));
    if (act.kind === 'only') this.selected.add(this.order.keyAt(act.index));
    if (act.kind === 'toggle') {
      const key = this.order.keyAt(act.index);
      if (!this.selected.delete(key)) this.selected.add(key);
    }
    if (act.kind !== 'range') return;
    for (let index = Math.min(act.from, act.to); index <= Math.max(act.from, act.to); index += 1) {
      this.selected.add(this.order.keyAt(index));
    }
  };
}

const names = ['alpha', 'beta', 'beta-2', 'beta-3', 'gamma', 'bar foo', 'zeta'];

function setUp(): {
  host: PlainHost;
  input: GridInput;
  press: (key: string, more?: Partial<PressedKey>, now?: number) => boolean;
} {
  const host = new PlainHost(names);
  host.keepOnly(names.map((_, key) => key));
  const input = new GridInput();
  input.setHost(host);
  const press = (key: string, more: Partial<PressedKey> = {}, now = 0): boolean =>
    input.press({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }, now);
  return { host, input, press };
}

const click = { part: null, isRange: false, isToggle: false } as const;

describe('GridInput', () => {
  it('moves the active row with arrows, without selecting', () => {
    const { host, input, press } = setUp();
    press('ArrowDown');
    press('ArrowDown');
    expect(input.getSnapshot()).toBe(1);
    expect(host.shown).toEqual([0, 1]);
    expect(host.selected.size).toBe(0);
  });

  it('selects ranges from where Shift was first held, in both directions', () => {
    const { host, press } = setUp();
    press('ArrowDown');
    press('ArrowDown');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect([...host.selected]).toEqual([1, 2, 3]);
    press('Home', { shiftKey: true });
    expect([...host.selected].sort()).toEqual([0, 1]);
  });

  it('clicks as file managers do', () => {
    const { host, input } = setUp();
    input.click({ ...click, index: 1 });
    input.click({ ...click, index: 4, isToggle: true });
    expect([...host.selected]).toEqual([1, 4]);
    input.click({ ...click, index: 6, isRange: true });
    expect([...host.selected]).toEqual([4, 5, 6]);
    input.click({ ...click, index: 0, part: 'check' });
    expect([...host.selected]).toEqual([4, 5, 6, 0]);
    input.click({ ...click, index: 2, part: 'check', isRange: true });
    expect([...host.selected].sort()).toEqual([0, 1, 2, 4, 5, 6]);
    input.click({ ...click, index: 3 });
    expect([...host.selected]).toEqual([3]);
  });

  it('opens by Enter and by the name, and leaves the selection alone then', () => {
    const { host, input, press } = setUp();
    input.click({ ...click, index: 2, part: 'check' });
    input.click({ ...click, index: 4, part: 'open' });
    press('Enter');
    expect(host.opened).toEqual([4, 4]);
    expect([...host.selected]).toEqual([2]);
    input.click({ ...click, index: 5, part: 'open', isToggle: true });
    expect(host.opened).toHaveLength(2);
    expect([...host.selected]).toEqual([2, 5]);
  });

  it('opens a menu on the selection, or on the row alone when it is not part of it', () => {
    const { host, input, press } = setUp();
    input.click({ ...click, index: 0 });
    input.click({ ...click, index: 1, isToggle: true });
    press('F10', { shiftKey: true });
    expect([...host.selected]).toEqual([0, 1]);
    input.openMenu(5, { getBoundingClientRect: () => ({}) as DOMRect });
    expect([...host.selected]).toEqual([5]);
    expect(host.menus).toEqual([1, 5]);
  });

  it('selects by space again as soon as an arrow has ended the typing', () => {
    const { host, press } = setUp();
    press('b', {}, 1000);
    press('ArrowDown', {}, 1100);
    press(' ', {}, 1200);
    expect([...host.selected]).toEqual([2]);
  });

  it('jumps to typed names, goes round for the same letter, and starts anew after a pause', () => {
    const { input, press } = setUp();
    const typeAt = (text: string, now: number): RowKey | null => {
      press(text, {}, now);
      return input.getSnapshot();
    };
    expect(typeAt('b', 1000)).toBe(1);
    expect(typeAt('b', 1100)).toBe(2);
    expect(typeAt('g', 5000)).toBe(4);
    expect(typeAt('b', 9000)).toBe(5);
    expect(typeAt('a', 9100)).toBe(5);
    expect(typeAt('r', 9200)).toBe(5);
    expect(typeAt(' ', 9300)).toBe(5);
    expect(typeAt('f', 9400)).toBe(5);
    expect(typeAt('b', 20_000)).toBe(1);
    expect(typeAt('e', 20_100)).toBe(1);
  });

  it('keeps the active row when the order changes, and its place when the row is gone', () => {
    const { host, input, press } = setUp();
    input.click({ ...click, index: 2 });
    host.keepOnly([6, 5, 2, 1, 0]);
    press('ArrowDown');
    expect(input.getSnapshot()).toBe(1);
    host.keepOnly([6, 5, 2, 0]);
    press('ArrowDown');
    expect(input.getSnapshot()).toBe(0);
    host.keepOnly([]);
    expect(press('ArrowDown')).toBe(false);
    expect(press('Enter')).toBe(false);
  });

  it('forgets the active row when the keys are about other data, but not its place', () => {
    const { host, input, press } = setUp();
    input.click({ ...click, index: 2 });
    const other = Object.assign(Object.create(host) as PlainHost, { data: {} });
    input.setHost(other);
    expect(input.getSnapshot()).toBeNull();
    press('ArrowDown');
    expect(input.getSnapshot()).toBe(2);
  });

  it('says whether a row was chosen or only had to be active', () => {
    const { host, input, press } = setUp();
    const told: [RowKey, boolean][] = [];
    Object.assign(host, { onActiveChange: (key: RowKey, isChosen: boolean) => told.push([key, isChosen]) });
    input.enter();
    input.enter();
    press('ArrowDown');
    expect(told).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  it('goes up, selects all and nothing', () => {
    const { host, press } = setUp();
    press('a', { ctrlKey: true });
    expect(host.selected.size).toBe(names.length);
    press('Escape');
    expect(host.selected.size).toBe(0);
    press('Backspace');
    press('ArrowUp', { altKey: true });
    expect(host.ups).toBe(2);
  });
});
