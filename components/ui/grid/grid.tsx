'use client';

import { useImperativeHandle, useMemo, useRef, type ReactNode, type Ref } from 'react';
import { classNames } from '../class-names';
import { shownColumns, toMinWidth, toTracks } from './column-layout';
import { Header } from './header';
import { Row, toRowId } from './row';
import { maxPhysicalHeight } from './scroll-model';
import {
  headerHeight,
  rowHeight,
  type GridColumn,
  type GridOrder,
  type GridRows,
  type GridSelection,
  type GridSort,
  type MenuAnchor,
  type RowKey,
  type SelectAct,
} from './types';
import { useColumnChoice } from './use-column-choice';
import { useGridInput, useViewport } from './use-grid';
import { overscan, type ViewportSnapshot } from './viewport';

export interface GridHandle {
  focus: () => void;
  /** Makes a row the active one and brings it into sight; `false` when it is not shown. */
  reveal: (key: RowKey) => boolean;
}

export interface GridProps<RowData> {
  /** Under it the user's choice of columns is kept. */
  gridId: string;
  /** The accessible name. */
  label: string;
  columns: readonly GridColumn<RowData>[];
  rows: GridRows<RowData>;
  order: GridOrder;
  /** All rows there are have been loaded; otherwise their number is unknown. */
  isComplete: boolean;
  isBusy: boolean;
  toName: (row: RowData) => string;
  sort: GridSort | null;
  onSort?: (column: string) => void;
  selection: GridSelection;
  onSelect: (act: SelectAct) => void;
  /** Enter, a double click, or a press on what a cell marks with `data-part="open"`. */
  onOpen: (key: RowKey) => void;
  /** The space bar; without it that selects the active row. */
  onLook?: ((key: RowKey) => void) | undefined;
  /** Backspace. */
  onUp?: (() => void) | undefined;
  /** Right press, menu key or the button at the end of a row. The row is selected by then. */
  onMenu: (key: RowKey, anchor: MenuAnchor) => void;
  /** See `GridInputHost`. */
  onActiveChange?: (key: RowKey, isChosen: boolean) => void;
  /** When it changes, the list begins at its top; see `useViewport`. */
  placeId: string;
  /** The last loaded rows come into sight. May be called often. */
  onNearEnd: () => void;
  /** Lies over the rows, such as when there are none. */
  children?: ReactNode;
  ref?: Ref<GridHandle>;
}

/**
 * A table of any number of rows of one height. Rows are drawn as they come into sight and are never kept in React state.
 * It follows the grid pattern of the ARIA Authoring Practices; the focus stays on the grid and
 * `aria-activedescendant` names the active row.
 */
export function Grid<RowData>({ ref, ...props }: GridProps<RowData>) {
  const { order, selection } = props;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const layerRef = useRef<HTMLDivElement>(null);
  const [viewport, drawn] = useViewport(props, { scrollerRef, layerRef });
  const { input, domId, activeIndex, handlers } = useGridInput(props, viewport);
  const { choice, resize } = useColumnChoice(props.gridId);
  const columns = useMemo(
    () => shownColumns(props.columns, choice, drawn.isNarrow),
    [props.columns, choice, drawn.isNarrow],
  );

  useImperativeHandle(ref, () => ({
    focus: () => scrollerRef.current?.focus({ preventScroll: true }),
    reveal: (key) => {
      const index = order.indexOf(key);
      if (index < 0) return false;
      input.activate(index);
      viewport.reveal(index);
      return true;
    },
  }));

  const showWidth = (column: string, width: number): void => {
    const tracks = toTracks(columns, { ...choice, widths: { ...choice.widths, [column]: width } }, drawn.isNarrow);
    scrollerRef.current?.style.setProperty('--grid-tracks', tracks);
  };

  const hiddenHeight = Math.min(order.count * rowHeight, maxPhysicalHeight) - drawn.height;
  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <div
        ref={scrollerRef}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.isComplete ? order.count + 1 : -1}
        aria-multiselectable="true"
        aria-busy={props.isBusy}
        {...(activeIndex >= 0 && { 'aria-activedescendant': toRowId(domId, activeIndex) })}
        tabIndex={0}
        className={classNames(
          'group/grid absolute inset-0 overflow-auto overscroll-contain select-none [overflow-anchor:none]',
          activeIndex >= 0 ? 'outline-none' : 'focus-visible:-outline-offset-2',
        )}
        style={{ ['--grid-tracks' as string]: toTracks(columns, choice, drawn.isNarrow) }}
        onScroll={viewport.handleScroll}
        {...handlers}
      >
        <div style={{ minWidth: toMinWidth(columns, choice, drawn.isNarrow) }}>
          <Header
            columns={columns}
            choice={choice}
            sort={props.sort}
            onSort={props.onSort}
            selection={selection}
            onSelectAll={() => props.onSelect({ kind: selection.state === 'all' ? 'none' : 'all' })}
            onResizing={showWidth}
            onResize={resize}
            canResize={!drawn.isNarrow}
          />
          <div className="sticky overflow-hidden [contain:strict]" style={{ top: headerHeight, height: drawn.height }}>
            <div ref={layerRef} role="rowgroup" className="absolute inset-x-0 top-0 will-change-transform">
              <DrawnRows {...props} domId={domId} columns={columns} drawn={drawn} activeIndex={activeIndex} />
            </div>
          </div>
          <div style={{ height: Math.max(0, hiddenHeight) }} />
        </div>
      </div>
      {props.children && <div className="absolute inset-x-0 top-[30px] bottom-0 overflow-auto">{props.children}</div>}
    </div>
  );
}

interface DrawnRowsProps<RowData> extends Pick<
  GridProps<RowData>,
  'order' | 'rows' | 'selection' | 'columns' | 'toName'
> {
  domId: string;
  drawn: ViewportSnapshot;
  activeIndex: number;
}

function DrawnRows<RowData>({ domId, drawn, order, activeIndex, selection, ...rest }: DrawnRowsProps<RowData>) {
  return toDrawnIndexes(drawn, order.count, activeIndex).map(({ slot, index }) => {
    const rowKey = order.keyAt(index);
    return (
      <Row
        key={slot}
        gridId={domId}
        rows={rest.rows}
        rowKey={rowKey}
        index={index}
        base={drawn.base}
        columns={rest.columns}
        toName={rest.toName}
        isSelected={selection.has(rowKey)}
        isActive={index === activeIndex}
      />
    );
  });
}

/**
 * The rows to draw, each with the slot of the page that shows it: a row that scrolls out at one side hands its slot to the
 * one that comes in at the other. The active row is always drawn, because the focus points at it.
 */
function toDrawnIndexes(
  { first, end, height }: ViewportSnapshot,
  count: number,
  activeIndex: number,
): { slot: string; index: number }[] {
  const last = Math.min(end, count);
  // As many as can ever be needed at this height, so that a row keeps its slot while it is in sight.
  const slots = Math.ceil(height / rowHeight) + 2 * overscan + 2;
  const indexes = [];
  for (let index = first; index < last; index += 1) indexes.push({ slot: String(index % slots), index });
  if (activeIndex >= 0 && activeIndex < count && (activeIndex < first || activeIndex >= last)) {
    indexes.push({ slot: 'active', index: activeIndex });
  }
  return indexes;
}
