'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { noChoice, parseChoice, type ColumnChoice } from './column-layout';

/** One choice per grid id, shared by everything on the page and kept by the browser. */
class ChoiceStore {
  readonly #storageKey: string;
  #choice: ColumnChoice | null = null;
  #listeners = new Set<() => void>();

  constructor(gridId: string) {
    this.#storageKey = `grid:${gridId}`;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ColumnChoice => {
    this.#choice ??= parseChoice(readStorage(this.#storageKey));
    return this.#choice;
  };

  set(choice: ColumnChoice): void {
    this.#choice = choice;
    try {
      localStorage.setItem(this.#storageKey, JSON.stringify(choice));
    } catch {
      // Storage may be full or forbidden; the choice then lasts as long as the page.
    }
    for (const listener of this.#listeners) listener();
  }
}

function readStorage(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const stores = new Map<string, ChoiceStore>();

function getStore(gridId: string): ChoiceStore {
  let store = stores.get(gridId);
  if (!store) stores.set(gridId, (store = new ChoiceStore(gridId)));
  return store;
}

export interface ColumnChoiceControl {
  choice: ColumnChoice;
  show: (column: string, isShown: boolean) => void;
  resize: (column: string, width: number) => void;
  reset: () => void;
}

/** Which columns of a grid are shown and how wide, as the user left them. */
export function useColumnChoice(gridId: string): ColumnChoiceControl {
  const store = getStore(gridId);
  const choice = useSyncExternalStore(store.subscribe, store.getSnapshot, () => noChoice);
  return useMemo(
    () => ({
      choice,
      show: (column, isShown) => store.set({ ...choice, shown: { ...choice.shown, [column]: isShown } }),
      resize: (column, width) => store.set({ ...choice, widths: { ...choice.widths, [column]: width } }),
      reset: () => store.set(noChoice),
    }),
    [choice, store],
  );
}
