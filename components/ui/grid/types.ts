import type { ReactNode } from 'react';

/** Names a row for as long as its data lives, wherever it is shown. */
export type RowKey = number;

export interface GridColumn<Row> {
  id: string;
  title: string;
  /** In pixels, unless the user chose another; a flexible column takes at least this. */
  width: number;
  minWidth: number;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** Takes what room the others leave. One column should. */
  isFlexible?: boolean;
  /** Stays when the table is narrow. */
  isNarrow?: boolean;
  /** Not shown until the user chooses it. */
  isHiddenFirst?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  cell: (row: Row) => ReactNode;
}

/** The data: the same object as long as a key means the same row with the same content. */
export interface GridRows<Row> {
  row: (key: RowKey) => Row;
}

/** Which rows are shown, in which order. A new object after each change. */
export interface GridOrder {
  count: number;
  keyAt: (index: number) => RowKey;
  /** -1 when the row is not shown. */
  indexOf: (key: RowKey) => number;
  /** The first row at or after `from`, wrapping around, whose name begins with a text in any case; -1 when none does. */
  findByStart: (text: string, from: number) => number;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

/** What the user did to the selection. */
export type SelectAct =
  | { kind: 'only'; index: number }
  | { kind: 'toggle'; index: number }
  /** From one place to another, both included; `keep` leaves what else is selected. */
  | { kind: 'range'; from: number; to: number; keep: boolean }
  | { kind: 'all' }
  | { kind: 'none' };

/** Which rows are selected. A new object after each change. */
export interface GridSelection {
  has: (key: RowKey) => boolean;
  /** Of the rows that are shown. */
  state: 'none' | 'some' | 'all';
}

/** Where a menu shall open. */
export interface MenuAnchor {
  getBoundingClientRect: () => DOMRect;
}

export const rowHeight = 34;
export const headerHeight = 30;
/** Below this width only the columns marked `isNarrow` are shown. */
export const narrowWidth = 560;
