'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { fromBrowseQuery, toBrowseQuery, type BrowseState } from '@/lib/client/routes';

/** Changes of the address bar that ask nothing of the server: Next takes them up for `useSearchParams`. */
function changeUrl(change: Partial<BrowseState>, method: 'pushState' | 'replaceState'): void {
  const current = fromBrowseQuery(new URLSearchParams(window.location.search));
  const query = toBrowseQuery({ ...current, ...change }).toString();
  window.history[method](null, '', query ? `?${query}` : window.location.pathname);
}

/** Goes to another place; Back leads here again. */
export function goTo(change: Partial<BrowseState>): void {
  changeUrl({ key: null, versionId: null, filter: '', startAfter: null, search: null, ...change }, 'pushState');
}

/** Notes something about this place in the address, for links and reloads. */
export function note(change: Partial<BrowseState>): void {
  changeUrl({ ...('key' in change && { versionId: null }), ...change }, 'replaceState');
}

/** What the address says. The same object as long as it says the same. */
export function useBrowseState(): BrowseState {
  const query = useSearchParams().toString();
  return useMemo(() => fromBrowseQuery(new URLSearchParams(query)), [query]);
}
