/** What a key does in a grid. Places are row numbers from 0. */
export type GridAct =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'toggle' }
  | { kind: 'look' }
  | { kind: 'select-all' }
  | { kind: 'select-none' }
  | { kind: 'open' }
  | { kind: 'up' }
  | { kind: 'menu' }
  | { kind: 'type'; text: string };

export interface PressedKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface KeyPlace {
  /** The active row; -1 when none is. */
  active: number;
  count: number;
  /** Rows that fit the viewport. */
  pageRows: number;
  /** Places side by side, of which a row is made; 1 in a table. */
  perRow: number;
  /** A type-ahead is under way, so that a space belongs to it. */
  isTyping: boolean;
}

/** Keys as in the grid pattern of the ARIA Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/grid/). */
export function toGridAct(pressed: PressedKey, place: KeyPlace): GridAct | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (ctrlKey || metaKey) return toCtrlAct(pressed);
  if (altKey) return key === 'ArrowUp' ? { kind: 'up' } : null;
  const to = toPlace(key, place);
  if (to !== null) {
    if (place.count === 0) return null;
    return { kind: 'move', to: Math.min(Math.max(0, to), place.count - 1), extend: shiftKey };
  }
  // A range can be one row long: Shift with the space bar selects where one is.
  if (key === ' ' && shiftKey && !place.isTyping) return { kind: 'toggle' };
  return toAct(key, place.isTyping);
}

function toCtrlAct({ key, shiftKey, altKey }: PressedKey): GridAct | null {
  if (shiftKey || altKey) return null;
  if (key === ' ') return { kind: 'toggle' };
  return key.toLowerCase() === 'a' ? { kind: 'select-all' } : null;
}

/** Down from above a gap at the end leads to the last place; up from the first row leads nowhere. */
function toNextRow({ active, count, perRow }: KeyPlace): number {
  if (active === -1) return 0;
  const isInLastRow = Math.floor(active / perRow) === Math.floor((count - 1) / perRow);
  return isInLastRow ? active : active + perRow;
}

function toPlace(key: string, place: KeyPlace): number | null {
  const { active, count, pageRows, perRow } = place;
  const page = Math.max(1, pageRows - 1) * perRow;
  switch (key) {
    case 'ArrowDown':
      return toNextRow(place);
    case 'ArrowUp':
      return active === -1 ? 0 : active < perRow ? active : active - perRow;
    case 'ArrowRight':
      return perRow > 1 ? active + 1 : null;
    case 'ArrowLeft':
      return perRow > 1 ? active - 1 : null;
    case 'PageDown':
      return Math.max(0, active) + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function toAct(key: string, isTyping: boolean): GridAct | null {
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case 'Backspace':
      return { kind: 'up' };
    case 'Escape':
      return { kind: 'select-none' };
    case ' ':
      return isTyping ? { kind: 'type', text: key } : { kind: 'look' };
    // These belong to the page: filter and help.
    case '/':
    case '?':
      return null;
    default:
      return Array.from(key).length === 1 ? { kind: 'type', text: key } : null;
  }
}
