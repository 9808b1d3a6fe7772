'use client';

import { useEffect, useEffectEvent, useMemo, type RefObject } from 'react';
import { useCommands, useKeyHelp, type KeyHelp } from '@/components/shell/commands';
import {
  findToolbarCommands,
  findUnavailable,
  type ToolbarCommand,
  type UnavailableCommand,
} from '@/lib/bulk/unavailable';
import type { CommandSelection, ObjectActs, ObjectCommand } from '@/lib/commands/command';
import type { ListingSession } from '@/lib/listing/session';
import { findCommand, objectCommands } from '@/lib/objects/commands';
import { CommandIcon } from './command-icon';

const group = 'Objects';

const gridKeys: readonly KeyHelp[] = [
  { keys: '↑ ↓ PgUp PgDn Home End', does: 'Move', group },
  { keys: 'Shift with these', does: 'Select a range', group },
  { keys: 'Space', does: 'Quick look; arrows go on to the next', group },
  { keys: 'Shift Space, Ctrl Space', does: 'Select or unselect', group },
  { keys: 'Ctrl A', does: 'Select all that is shown', group },
  { keys: 'Letters', does: 'Jump to a name', group },
  { keys: 'Enter', does: 'Open', group },
  { keys: 'Backspace', does: 'Up one folder', group },
  { keys: '/', does: 'Filter', group },
  { keys: 'Shift F10', does: 'Menu of the row', group },
  { keys: 'Shift ← →', does: 'Width of the column whose heading has the focus', group },
];

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input,textarea,select,[contenteditable=true],[role=menu]')) return true;
  return document.querySelector('[role=dialog],[role=alertdialog]') !== null;
}

export interface OfferedCommands {
  commands: ObjectCommand[];
  unavailable: readonly UnavailableCommand[];
  /** Those with a button in the toolbar. */
  buttons: readonly ToolbarCommand[];
}

/** What keys are for wherever on the page the focus is, as in a file manager. */
interface ListParts {
  filterRef: RefObject<HTMLInputElement | null>;
  session: ListingSession;
}

/** Beside the list, as in the details of an object, there are texts to select. */
function isBesideList(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('section[aria-label]') !== null;
}

function toListAct(event: KeyboardEvent, { filterRef, session }: ListParts): (() => void) | null {
  if (event.altKey) return null;
  const hasCtrl = event.ctrlKey || event.metaKey;
  if (event.key === '/' && !hasCtrl) return () => filterRef.current?.focus();
  if (event.key !== 'a' || !hasCtrl || event.shiftKey || isBesideList(event.target)) return null;
  return () => session.selection.all(session.view);
}

/** Offers the commands that apply to the keyboard and the palette, and returns them for toolbar and menu. */
export function useObjectCommands(selection: CommandSelection, acts: ObjectActs, parts: ListParts): OfferedCommands {
  const { objects, folders, isReadOnly, hasParent, isVersions, canVersion, isSearch, isPast, lacks } = selection;
  const offered = useMemo(() => {
    const now = { objects, folders, isReadOnly, hasParent, isVersions, canVersion, isSearch, isPast, lacks };
    return {
      commands: objectCommands.filter(({ appliesTo }) => appliesTo(now)),
      unavailable: findUnavailable(objectCommands, now),
      buttons: findToolbarCommands(objectCommands, now),
    };
  }, [objects, folders, isReadOnly, hasParent, isVersions, canVersion, isSearch, isPast, lacks]);

  useCommands(
    offered.commands.map(({ id, title, icon, shortcut, run }) => ({
      id: `objects-${id}`,
      title,
      group,
      icon: <CommandIcon name={icon} />,
      shortcut: shortcut?.label,
      run: () => run(acts),
    })),
  );
  useKeyHelp(gridKeys);

  const handleKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isElsewhere(event.target)) return;
    const act = toListAct(event, parts);
    if (act) {
      event.preventDefault();
      act();
      return;
    }
    // A text that is marked is what Ctrl-C is for.
    if (event.key === 'c' && window.getSelection()?.isCollapsed === false) return;
    const command = findCommand(event, selection);
    if (!command) return;
    event.preventDefault();
    command.run(acts);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => handleKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return offered;
}
