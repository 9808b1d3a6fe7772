import type { GridColumn } from './types';

/** What the user chose for a grid. */
export interface ColumnChoice {
  /** Whether a column is shown, where that differs from how it came. */
  shown: Record<string, boolean>;
  /** Pixels. */
  widths: Record<string, number>;
}

export const noChoice: ColumnChoice = { shown: {}, widths: {} };

const maxColumnWidth = 1200;
const checkColumnWidth = 34;
const menuColumnWidth = 38;

/** A stored choice, as far as it can be understood. */
export function parseChoice(text: string | null): ColumnChoice {
  if (text === null) return noChoice;
  try {
    const value = JSON.parse(text) as Partial<ColumnChoice> | null;
    return {
      shown: keepEntries(value?.shown, (entry) => typeof entry === 'boolean'),
      widths: keepEntries(value?.widths, (entry) => typeof entry === 'number' && Number.isFinite(entry)),
    };
  } catch {
    return noChoice;
  }
}

function keepEntries<Value>(
  record: Record<string, Value> | undefined,
  isGood: (value: unknown) => boolean,
): Record<string, Value> {
  if (typeof record !== 'object') return {};
  return Object.fromEntries(Object.entries(record).filter(([, value]) => isGood(value)));
}

export function isShown<Row>(column: GridColumn<Row>, choice: ColumnChoice): boolean {
  if (column.isFixed) return true;
  return choice.shown[column.id] ?? !column.isHiddenFirst;
}

export function shownColumns<Row>(
  columns: readonly GridColumn<Row>[],
  choice: ColumnChoice,
  isNarrow: boolean,
): GridColumn<Row>[] {
  return columns.filter((column) => (isNarrow ? column.isNarrow === true : isShown(column, choice)));
}

/** The width of a column in pixels, kept between its minimum and what any screen can use. */
export function columnWidth<Row>(column: GridColumn<Row>, choice: ColumnChoice): number {
  return clampWidth(column, choice.widths[column.id] ?? column.width);
}

export function clampWidth<Row>(column: GridColumn<Row>, width: number): number {
  return Math.round(Math.min(Math.max(column.minWidth, width), maxColumnWidth));
}

/** The tracks of a row as CSS: check box, columns, menu. */
export function toTracks<Row>(columns: readonly GridColumn<Row>[], choice: ColumnChoice, isNarrow: boolean): string {
  const tracks = columns.map((column) => {
    const width = isNarrow ? column.minWidth : columnWidth(column, choice);
    return column.isFlexible ? `minmax(${isNarrow ? 0 : width}px, 1fr)` : `${width}px`;
  });
  return [`${checkColumnWidth}px`, ...tracks, `${menuColumnWidth}px`].join(' ');
}

/** Below this the table scrolls sideways. */
export function toMinWidth<Row>(columns: readonly GridColumn<Row>[], choice: ColumnChoice, isNarrow: boolean): number {
  if (isNarrow) return 0;
  return columns.reduce((sum, column) => sum + columnWidth(column, choice), checkColumnWidth + menuColumnWidth);
}
