'use client';

import { useCallback, useRef, type RefObject } from 'react';

interface Landmark {
  /** The landmark; empty inside a dialog, which is one of its own kind. */
  landmark: RefObject<HTMLElement | null>;
  /** Ref of an element that stands in it. */
  standsIn: (element: Element | null) => void;
}

/**
 * The landmark around an element, for a menu to be drawn in: what lies outside of all landmarks is not found by those who
 * move from one to the next (axe rule "region"). Drawn there it must be positioned as `fixed`, or it is cut off.
 */
export function useLandmark(): Landmark {
  const landmark = useRef<HTMLElement>(null);
  const standsIn = useCallback((element: Element | null) => {
    if (element) landmark.current = element.closest<HTMLElement>('main, aside, header');
  }, []);
  return { landmark, standsIn };
}
