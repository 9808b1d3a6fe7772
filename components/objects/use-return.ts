'use client';

import { useEffect, useRef, type RefObject } from 'react';
import type { GridHandle } from '@/components/ui/grid/grid';
import type { GridOrder } from '@/components/ui/grid/types';
import type { RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';

interface ReturnOptions {
  session: ListingSession;
  placeId: string;
  prefix: string;
  delimiter: string;
  /** The key in the address, and the version of it. */
  selectedKey: string | null;
  selectedVersion: string | null;
  /** A key to come back to once it is listed; taken when the next listing is opened. */
  returnToRef: RefObject<string | null>;
  order: GridOrder;
  gridRef: RefObject<GridHandle | null>;
}

/** The folder of `prefix` that somebody who was in `from` came out of. */
export function findChildOnWay(prefix: string, from: string, delimiter: string): string | null {
  if (!from.startsWith(prefix) || from.length <= prefix.length) return null;
  const end = from.indexOf(delimiter || '/', prefix.length);
  return end < 0 ? null : from.slice(0, end + (delimiter || '/').length);
}

/** What had the focus may have gone with the last place. */
function keepFocus(grid: GridHandle | null): void {
  if (document.activeElement === document.body) grid?.focus();
}

/** A row by what it shows, which holds in every listing of the same place. */
interface RowPlace {
  key: string;
  versionId: string | null;
}

function toPlace({ walk: { rows } }: ListingSession, id: RowId): RowPlace {
  return { key: rows.key(id), versionId: rows.version(id)?.id ?? null };
}

const atKey = (key: string | null, versionId: string | null = null): RowPlace | null =>
  key === null ? null : { key, versionId };

/** The row of a place; where its version is gone, the newest of its key. */
function findRow({ walk: { rows } }: ListingSession, { key, versionId }: RowPlace): RowId | null {
  return rows.find(key, versionId) ?? rows.find(key);
}

/**
 * Brings people back to where they were: the row they left, after Back; the key in the address, after a reload; the folder
 * they came out of, after Up; the same row, after listing again; what they made, after making it. Returns what is to be told
 * of every row that becomes active.
 */
export function useReturn(options: ReturnOptions): (id: RowId, isChosen: boolean) => void {
  const { session, placeId, prefix, delimiter, selectedKey, selectedVersion, returnToRef, order, gridRef } = options;
  const last = useRef<{ session: ListingSession; placeId: string; prefix: string; row: RowPlace | null } | null>(null);
  const wanted = useRef<RowPlace | null>(null);

  useEffect(() => {
    const before = last.current;
    if (before?.session !== session) {
      const isSamePlace = before?.placeId === placeId;
      if (isSamePlace) wanted.current = atKey(returnToRef.current) ?? before.row;
      else if (session.place !== null) wanted.current = toPlace(session, session.place);
      else {
        const child = before && findChildOnWay(prefix, before.prefix, delimiter);
        wanted.current = atKey(selectedKey, selectedVersion) ?? atKey(child);
      }
      returnToRef.current = null;
      last.current = { session, placeId, prefix, row: null };
      if (before !== null) keepFocus(gridRef.current);
    }
    const id = wanted.current === null ? null : findRow(session, wanted.current);
    if (id !== null && gridRef.current?.reveal(id)) wanted.current = null;
  }, [session, placeId, prefix, delimiter, selectedKey, selectedVersion, returnToRef, order, gridRef]);

  return (id, isChosen) => {
    // The row that is active because one must be does not stand for where somebody wants to be.
    if (!isChosen && wanted.current !== null) return;
    wanted.current = null;
    session.remember(id);
    if (last.current) last.current.row = toPlace(session, id);
  };
}
