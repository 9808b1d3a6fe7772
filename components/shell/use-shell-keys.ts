'use client';

import { useEffect, useRef } from 'react';

export interface ShellKeys {
  openPalette: () => void;
  openKeyList: () => void;
  editPath: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable=true]') !== null;
}

function findAct(event: KeyboardEvent, keys: ShellKeys): (() => void) | null {
  const withControl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const key = event.key.toLowerCase();
  if (withControl && key === 'k') return keys.openPalette;
  // A dialog has the floor; behind it nothing may change.
  if (document.querySelector('[role=dialog],[role=alertdialog]')) return null;
  if (withControl && key === 'l') return keys.editPath;
  if (event.key === '?' && !isTyping(event.target)) return keys.openKeyList;
  return null;
}

/** The keys that work everywhere in the shell. */
export function useShellKeys(keys: ShellKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const act = findAct(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, []);
}
