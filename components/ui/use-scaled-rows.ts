'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ScrollModel } from './grid/scroll-model';

/** Rows drawn beyond either edge, unless told otherwise. */
const usualOverscan = 6;
/** When scrolling has rested this long, the thumb is put where the ratio says. */
const settleAfterMs = 160;

export interface ScaledRows {
  /** Takes the scrolling element. */
  attach: (element: HTMLElement | null) => void;
  onScroll: () => void;
  /** Index of the first row to draw. */
  first: number;
  /** Index after the last row to draw. */
  end: number;
  /** How tall the content has to be, in pixels. */
  height: number;
  /** Where a drawn row stands in the content, in pixels. */
  toTop: (index: number) => number;
  /** Brings a row to the upper edge. */
  scrollTo: (index: number) => void;
  /** Brings a row into sight with the least movement. */
  reveal: (index: number) => void;
}

interface Place {
  first: number;
  end: number;
  offset: number;
  physical: number;
  height: number;
}

/**
 * Which rows of a list are in sight, for any number of rows of one height: what is taller than a browser can scroll is scaled.
 * `headHeight` is that of a head that stays above the rows in the same element.
 */
export function useScaledRows(count: number, rowHeight: number, headHeight = 0, overscan = usualOverscan): ScaledRows {
  const [model] = useState(() => new ScrollModel(rowHeight));
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [place, setPlace] = useState<Place>({ first: 0, end: 0, offset: 0, physical: 0, height: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const draw = useCallback(() => {
    const { offset, physical, physicalHeight: height } = model;
    setPlace({ ...model.range(overscan), offset, physical, height });
  }, [model, overscan]);
  const align = useCallback(() => {
    if (element && Math.abs(element.scrollTop - model.physical) >= 1) element.scrollTo({ top: model.physical });
  }, [element, model]);

  useLayoutEffect(() => {
    if (!element) return;
    const measure = (): void => {
      model.resize(count, Math.max(0, element.clientHeight - headHeight));
      draw();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, model, count, headHeight, draw]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handleScroll = (): void => {
    if (!element || !model.scrollTo(element.scrollTop)) return;
    const settle = (): void => {
      model.settle();
      align();
      draw();
    };
    if (model.mustSettle) settle();
    else draw();
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, settleAfterMs);
  };

  const moveTo = (offset: number): void => {
    model.moveTo(offset);
    align();
    draw();
  };

  return {
    attach: setElement,
    onScroll: handleScroll,
    first: place.first,
    end: Math.min(place.end, count),
    height: place.height,
    toTop: (index) => place.physical + index * rowHeight - place.offset,
    scrollTo: (index) => moveTo(index * rowHeight),
    reveal: (index) => moveTo(model.offsetToShow(index)),
  };
}
