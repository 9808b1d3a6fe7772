'use client';

import { cloneElement, useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';

/** Code that is fetched when it is first wanted. */
export interface LoadedOnce<Module> {
  load: () => Promise<Module>;
  /** @throws before `load` has ended */
  get: () => Module;
}

export function loadOnce<Module>(fetchModule: () => Promise<Module>): LoadedOnce<Module> {
  let loaded: Module | null = null;
  return {
    load: async () => {
      loaded ??= await fetchModule();
      return loaded;
    },
    get: () => {
      if (loaded === null) throw new Error('This part of the page has not been loaded.');
      return loaded;
    },
  };
}

interface OnDemandProps<Module> {
  trigger: ReactElement;
  /** What the trigger opens, for aria-haspopup. */
  kind: 'menu' | 'dialog';
  parts: LoadedOnce<Module>;
  /** The popup with its trigger; it opens at once when it was asked for. */
  children: (parts: Module) => ReactNode;
}

/** A popup of which only the trigger is on the page until somebody wants it: the kit behind popups is large. */
export function OnDemand<Module>({ trigger, kind, parts, children }: OnDemandProps<Module>) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return children(parts.get());
  const open = () => void parts.load().then(() => setWanted(true));
  const preload = () => void parts.load();
  const props: ComponentProps<'button'> = {
    'aria-haspopup': kind,
    'aria-expanded': false,
    onClick: open,
    onPointerEnter: preload,
    onFocus: preload,
    onKeyDown: (event) => {
      if (event.key === 'ArrowDown') open();
    },
  };
  return cloneElement(trigger, props);
}
