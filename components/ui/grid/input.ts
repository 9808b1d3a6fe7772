import { toGridAct, type GridAct, type PressedKey } from './keyboard';
import type { GridOrder, GridSelection, MenuAnchor, RowKey, SelectAct } from './types';

/** A pause this long ends a typed name. */
const typeAheadMs = 900;

/** What the input acts on, as it is now. */
export interface GridInputHost {
  /** Stands for the data that keys are about: when it is another, no key means the same any more. */
  data: object;
  order: GridOrder;
  selection: GridSelection;
  pageRows: number;
  /** Places side by side; 1 in a table. */
  perRow: number;
  show: (index: number) => void;
  /** The element of a row that is in sight. */
  toAnchor: (index: number) => MenuAnchor | null;
  onSelect: (act: SelectAct) => void;
  onOpen: (key: RowKey) => void;
  /** The space bar; without it that selects. */
  onLook?: ((key: RowKey) => void) | undefined;
  onUp?: (() => void) | undefined;
  onMenu: (key: RowKey, anchor: MenuAnchor) => void;
  /** `isChosen`: somebody went there; otherwise the grid got the focus and some row had to be active. */
  onActiveChange?: ((key: RowKey, isChosen: boolean) => void) | undefined;
}

export interface RowClick {
  index: number;
  /** The part of the row that was hit, if it is one that does something. */
  part: 'check' | 'open' | null;
  /** Shift. */
  isRange: boolean;
  /** Ctrl or Command. */
  isToggle: boolean;
}

/** Keyboard and pointer of a grid: which row is active, and what happens to the selection. */
export class GridInput {
  #host: GridInputHost | null = null;
  #activeKey: RowKey | null = null;
  /** Where the next range starts. */
  #rangeStart: RowKey | null = null;
  /** Where the active row was last, for when it is gone. */
  #lastIndex = -1;
  #typed = { text: '', at: -Infinity };
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The active row. */
  readonly getSnapshot = (): RowKey | null => this.#activeKey;

  setHost(host: GridInputHost): void {
    const isOther = this.#host !== null && this.#host.data !== host.data;
    this.#host = host;
    if (!isOther || this.#activeKey === null) return;
    this.#activeKey = null;
    this.#rangeStart = null;
    this.#publish();
  }

  activate(index: number, isChosen = true): void {
    const host = this.#requireHost();
    const key = host.order.keyAt(index);
    this.#lastIndex = index;
    this.#activeKey = key;
    this.#publish();
    host.onActiveChange?.(key, isChosen);
  }

  /** The focus came by keyboard: some row has to be active. */
  enter(): void {
    if (this.#activeIndex() === -1 && this.#requireHost().order.count > 0) this.activate(0, false);
  }

  /** Says whether the key was for the grid. `now` in milliseconds. */
  press(pressed: PressedKey, now: number): boolean {
    const { order, pageRows, perRow } = this.#requireHost();
    const index = this.#activeIndex();
    // A row that was deleted or filtered away leaves its place to its neighbour.
    const active = index >= 0 ? index : Math.min(this.#lastIndex, order.count) - 1;
    const isTyping = now - this.#typed.at < typeAheadMs;
    const act = toGridAct(pressed, { active: Math.max(-1, active), count: order.count, pageRows, perRow, isTyping });
    return act !== null && this.#act(act, now);
  }

  click({ index, part, isRange, isToggle }: RowClick): void {
    const { order, onSelect, onOpen } = this.#requireHost();
    if (isRange) this.#extendTo(index, isToggle || part === 'check');
    else {
      this.#rangeStart = order.keyAt(index);
      if (isToggle || part === 'check') onSelect({ kind: 'toggle', index });
      else if (part === null) onSelect({ kind: 'only', index });
    }
    this.activate(index);
    if (part === 'open' && !isRange && !isToggle) onOpen(order.keyAt(index));
  }

  open(index: number): void {
    const { order, onOpen } = this.#requireHost();
    onOpen(order.keyAt(index));
  }

  /** A menu is for the selection, so the row it opens on has to be part of it. */
  openMenu(index: number, anchor: MenuAnchor): void {
    const { order, selection, onSelect, onMenu } = this.#requireHost();
    const key = order.keyAt(index);
    if (!selection.has(key)) onSelect({ kind: 'only', index });
    this.activate(index);
    onMenu(key, anchor);
  }

  #act(act: GridAct, now: number): boolean {
    const { onSelect, onUp } = this.#requireHost();
    switch (act.kind) {
      case 'move':
        // Whoever moves by arrows has done with typing: a space selects again.
        this.#typed = { text: '', at: -Infinity };
        this.#move(act.to, act.extend);
        return true;
      case 'type':
        this.#typeAhead(act.text, now);
        return true;
      case 'select-all':
        onSelect({ kind: 'all' });
        return true;
      case 'select-none':
        onSelect({ kind: 'none' });
        return true;
      case 'up':
        onUp?.();
        return onUp !== undefined;
      default:
        return this.#actOnActive(act.kind);
    }
  }

  #actOnActive(kind: 'toggle' | 'look' | 'open' | 'menu'): boolean {
    const host = this.#requireHost();
    const index = this.#activeIndex();
    if (index < 0) return false;
    if (kind === 'look' && host.onLook) host.onLook(host.order.keyAt(index));
    else if (kind === 'toggle' || kind === 'look') {
      this.#rangeStart = this.#activeKey;
      host.onSelect({ kind: 'toggle', index });
    } else if (kind === 'open') {
      this.open(index);
    } else {
      host.show(index);
      const anchor = host.toAnchor(index);
      if (anchor) this.openMenu(index, anchor);
    }
    return true;
  }

  #move(to: number, extend: boolean): void {
    const { order, show } = this.#requireHost();
    if (extend) this.#extendTo(to, false);
    else this.#rangeStart = order.keyAt(to);
    this.activate(to);
    show(to);
  }

  #extendTo(to: number, keep: boolean): void {
    const { order, onSelect } = this.#requireHost();
    const start = this.#rangeStart === null ? -1 : order.indexOf(this.#rangeStart);
    const from = start >= 0 ? start : Math.max(0, this.#activeIndex());
    this.#rangeStart = order.keyAt(from);
    onSelect({ kind: 'range', from, to, keep });
  }

  #typeAhead(text: string, now: number): void {
    const { order } = this.#requireHost();
    const isGoingOn = now - this.#typed.at < typeAheadMs;
    const name = isGoingOn ? this.#typed.text + text : text;
    this.#typed = { text: name, at: now };
    if (order.count === 0) return;
    // The same letter again and again asks for the next such name; a name that goes on may still be the active row's.
    const isRepeat = name === text.repeat(name.length / text.length);
    const from = Math.max(-1, this.#activeIndex()) + (isRepeat ? 1 : 0);
    const index = order.findByStart(isRepeat ? text : name, Math.max(0, from) % order.count);
    if (index >= 0) this.#move(index, false);
  }

  #publish(): void {
    for (const listener of this.#listeners) listener();
  }

  #activeIndex(): number {
    return this.#activeKey === null ? -1 : this.#requireHost().order.indexOf(this.#activeKey);
  }

  #requireHost(): GridInputHost {
    if (!this.#host) throw new Error('The grid takes input before it is on the page.');
    return this.#host;
  }
}
