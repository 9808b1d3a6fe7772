'use client';

import { useCallback, useEffect, useState } from 'react';

/** Rows drawn beyond either edge, so that a quick scroll shows no gap. */
const overscan = 8;

interface RowWindow {
  /** Index of the first row to draw. */
  first: number;
  /** Index after the last row to draw. */
  end: number;
  /** The scrolling element. */
  ref: (element: HTMLElement | null) => void;
  /** Scrolls the least that shows a row. */
  reveal: (index: number) => void;
}

/**
 * Which rows of a long list are in view. All rows are `rowHeight` pixels tall. Good for lists whose whole height a browser
 * can scroll (some hundred thousand rows); the object table has a virtualiser of its own.
 */
export function useRowWindow(count: number, rowHeight: number): RowWindow {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [view, setView] = useState({ top: 0, height: 900 });

  useEffect(() => {
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [element]);

  const reveal = useCallback(
    (index: number) => {
      if (!element) return;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTo({ top: bottom - element.clientHeight });
      }
    },
    [element, rowHeight],
  );

  const first = Math.max(0, Math.min(count, Math.floor(view.top / rowHeight)) - overscan);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + overscan);
  return { first, end, ref: setElement, reveal };
}
