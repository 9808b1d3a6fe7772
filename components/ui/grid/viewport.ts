import { ScrollModel } from './scroll-model';
import { headerHeight, narrowWidth, rowHeight, type GridOrder, type RowKey } from './types';

/** Rows drawn above and below the viewport, so that a quick wheel finds them there. */
export const overscan = 6;
/** Rows are placed relative to a multiple of this, which keeps coordinates small and most rows where they are. */
const baseStep = 1000;
/** When scrolling has rested this long, the thumb is put where the ratio says. */
const settleAfterMs = 160;
/** The end of what is loaded is near when fewer rows than this remain. */
const nearEndRows = 300;

/** What to draw. A new object after each change. */
export interface ViewportSnapshot {
  first: number;
  /** One past the last. */
  end: number;
  /** Rows are placed relative to this one. */
  base: number;
  /** Height of the rows' part, without the header; 0 until it has been measured. */
  height: number;
  isNarrow: boolean;
}

export const unmeasured: ViewportSnapshot = { first: 0, end: 0, base: 0, height: 0, isNarrow: false };

interface Shown {
  /** Stands for the data that keys are about. */
  data: object;
  order: GridOrder;
  placeId: string;
  onNearEnd: () => void;
}

interface Elements {
  scroller: HTMLElement;
  layer: HTMLElement;
}

/**
 * Connects a `ScrollModel` with the page. Which rows are drawn is told to subscribers, so that React draws them; where they
 * stand is set on the layer directly, so that a scrolled pixel costs React nothing.
 */
export class GridViewport {
  readonly #model = new ScrollModel(rowHeight);
  readonly #listeners = new Set<() => void>();
  #snapshot = unmeasured;
  /** What React has put on the page; the layer is placed for it. */
  #committed = unmeasured;
  #elements: Elements | null = null;
  #shown: Shown | null = null;
  #anchor: { key: RowKey; within: number } | null = null;
  #settleTimer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ViewportSnapshot => this.#snapshot;

  /** Rows that fit. */
  get pageRows(): number {
    return Math.floor(this.#snapshot.height / rowHeight);
  }

  attach(elements: Elements): () => void {
    this.#elements = elements;
    const { scroller } = elements;
    this.#measure(scroller.clientWidth, scroller.clientHeight);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.#measure(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(scroller);
    return () => {
      observer.disconnect();
      clearTimeout(this.#settleTimer);
      this.#elements = null;
    };
  }

  /**
   * Shows these rows. A new `placeId` begins at the top. Otherwise the first row in sight stays there, wherever the new
   * order has it; where the data is new, and keys mean nothing any more, the place stays. To be called once the new height is
   * on the page.
   */
  show(shown: Shown): void {
    const { data, order, placeId } = shown;
    const last = this.#shown;
    this.#shown = shown;
    const isNewPlace = last?.placeId !== placeId;
    if (!isNewPlace && last.order === order) return;
    this.#model.resize(order.count, this.#snapshot.height);
    if (isNewPlace) this.#model.moveTo(0);
    else if (this.#anchor && last.data === data) {
      const index = order.indexOf(this.#anchor.key);
      if (index >= 0) this.#model.moveTo(index * rowHeight + this.#anchor.within);
    }
    this.#sync();
  }

  /** React has drawn this snapshot. */
  commit(snapshot: ViewportSnapshot): void {
    this.#committed = snapshot;
    this.#place();
  }

  /** Scrolls the least that brings a row into sight. */
  reveal(index: number): void {
    this.#model.moveTo(this.#model.offsetToShow(index));
    this.#sync();
  }

  readonly handleScroll = (): void => {
    const scroller = this.#elements?.scroller;
    if (!scroller || !this.#model.scrollTo(scroller.scrollTop)) return;
    this.#draw();
    if (this.#model.mustSettle) this.#settle();
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => this.#settle(), settleAfterMs);
  };

  #settle(): void {
    this.#model.settle();
    this.#alignScrollBar();
  }

  #alignScrollBar(): void {
    const scroller = this.#elements?.scroller;
    if (scroller && Math.abs(scroller.scrollTop - this.#model.physical) >= 1) scroller.scrollTop = this.#model.physical;
  }

  #measure(width: number, fullHeight: number): void {
    const height = Math.max(0, fullHeight - headerHeight);
    const isNarrow = width < narrowWidth;
    if (height === this.#snapshot.height && isNarrow === this.#snapshot.isNarrow) return;
    this.#model.resize(this.#shown?.order.count ?? 0, height);
    this.#publish({ ...this.#snapshot, ...this.#range(), height, isNarrow });
    this.#sync();
  }

  #range(): Pick<ViewportSnapshot, 'first' | 'end' | 'base'> {
    const { first, end } = this.#model.range(overscan);
    return { first, end, base: Math.floor(first / baseStep) * baseStep };
  }

  /** Brings scroll bar and rows in line with the model. */
  #sync(): void {
    this.#alignScrollBar();
    this.#draw();
  }

  #draw(): void {
    const { first, end, base } = this.#range();
    const last = this.#snapshot;
    if (first === last.first && end === last.end && base === last.base) this.#place();
    else this.#publish({ ...last, first, end, base });
    if (this.#shown && end > 0 && end >= this.#shown.order.count - nearEndRows) this.#shown.onNearEnd();
  }

  /** Moves the drawn rows to where they belong and remembers what is first in sight. */
  #place(): void {
    const { offset } = this.#model;
    if (this.#elements) {
      this.#elements.layer.style.transform = `translateY(${this.#committed.base * rowHeight - offset}px)`;
    }
    const first = Math.floor(offset / rowHeight);
    const order = this.#shown?.order;
    const isAnchored = order !== undefined && offset > 0 && first < order.count;
    this.#anchor = isAnchored ? { key: order.keyAt(first), within: offset % rowHeight } : null;
  }

  #publish(snapshot: ViewportSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
