'use client';

import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Places of the shell that the screens fill. */
type SlotName = 'actions' | 'details' | 'tray';

interface Slots {
  elements: Record<SlotName, HTMLElement | null>;
  setElement: Record<SlotName, (element: HTMLElement | null) => void>;
}

const SlotsContext = createContext<Slots | null>(null);

function useSlots(): Slots {
  const slots = use(SlotsContext);
  if (!slots) throw new Error('Slots are used outside the shell.');
  return slots;
}

export function SlotsProvider({ children }: { children: ReactNode }) {
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const [details, setDetails] = useState<HTMLElement | null>(null);
  const [tray, setTray] = useState<HTMLElement | null>(null);
  const slots = useMemo(
    () => ({
      elements: { actions, details, tray },
      setElement: { actions: setActions, details: setDetails, tray: setTray },
    }),
    [actions, details, tray],
  );
  return <SlotsContext value={slots}>{children}</SlotsContext>;
}

/** Where the content of a slot appears. The shell has one of each. */
export function SlotOutlet({ name, className }: { name: SlotName; className?: string }) {
  const { setElement } = useSlots();
  return <div ref={setElement[name]} className={className} />;
}

function Slot({ name, children }: { name: SlotName; children: ReactNode }) {
  const element = useSlots().elements[name];
  return element ? createPortal(children, element) : null;
}

/** Buttons of the page, at the right end of the top bar. */
export function PageActions({ children }: { children: ReactNode }) {
  return <Slot name="actions">{children}</Slot>;
}

/**
 * The panel at the right edge. While something renders here it takes a column of its own where there is room, and lies over
 * the page where there is not; the content brings its own heading, close button and scrolling.
 */
export function DetailsPane({ children }: { children: ReactNode }) {
  return <Slot name="details">{children}</Slot>;
}

/** The lower right corner of the page, for transfers and jobs under way. */
export function TrayArea({ children }: { children: ReactNode }) {
  return <Slot name="tray">{children}</Slot>;
}
