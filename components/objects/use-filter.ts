'use client';

import { useEffect, useState } from 'react';
import { note } from './use-browse-state';

/** Browsers limit how often a page may change its address; the list itself does not wait. */
const noteAfterMs = 300;

/** The text of the filter: at once for the list, a little later in the address. Each place has its own. */
export function useFilter(placeId: string, noted: string): [string, (filter: string) => void] {
  const [draft, setDraft] = useState<{ placeId: string; filter: string } | null>(null);
  const filter = draft?.placeId === placeId ? draft.filter : noted;

  useEffect(() => {
    if (filter === noted) return;
    const timer = setTimeout(() => note({ filter }), noteAfterMs);
    return () => clearTimeout(timer);
  }, [filter, noted]);

  return [filter, (next) => setDraft({ placeId, filter: next })];
}
