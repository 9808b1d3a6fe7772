'use client';

import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { emitSessionEnd, subscribeToSessionResume } from '@/lib/client/session-events';
import { concernsListing, subscribeToListingChanges } from '@/lib/listing/changes';
import type { BrowseListing } from '@/lib/listing/options';
import { ListingSession, SessionCache } from '@/lib/listing/session';
import { fetchListingPages } from '@/lib/objects/queries';
import type { SearchQuery } from '@/lib/search/query';
import type { FetchPages, ListingWalk } from '@/lib/listing/walk';
import type { ListingInput } from '@/lib/objects/schema';

/** Of this browser tab. On the server every rendering has its own, because it may be for somebody else. */
const tabCache = typeof window === 'undefined' ? null : new SessionCache();
if (tabCache) subscribeToListingChanges(({ connection, bucket }) => tabCache.forget(toNameStart(connection, bucket)));

/** Most listings are of current objects: what lists versions is loaded when somebody wants them. */
const fetchVersions: typeof fetchListingPages = async (input, cursor, pages) => {
  const { fetchVersionPages } = await import('@/lib/versions/queries');
  return fetchVersionPages(input, cursor, pages);
};

/** A search is a listing whose pages hold only what it finds. */
const fetchFound = (search: SearchQuery): typeof fetchListingPages => {
  return async (input, cursor) => {
    const { fetchSearchPages } = await import('@/lib/search/queries');
    return fetchSearchPages({ ...input, search }, cursor);
  };
};

/** What there was at a moment, from the versions and markers there are. */
function fetchPast(input: ListingInput, at: number): FetchPages {
  let fold: Promise<FetchPages> | null = null;
  return async (cursor, pages) => {
    fold ??= import('@/lib/point-in-time/past-pages').then(({ atPointInTime }) =>
      atPointInTime(input, at, (place, count) => fetchVersions(input, place, count)),
    );
    return (await fold)(cursor, pages);
  };
}

function toFetch({ versions, at, search, ...input }: BrowseListing): FetchPages {
  if (at !== undefined) return fetchPast(input, at);
  const fetchPages = search ? fetchFound(search) : versions ? fetchVersions : fetchListingPages;
  return (cursor, pages) => fetchPages(input, cursor, pages);
}

function openSession(name: string): ListingSession {
  const input = JSON.parse(name) as BrowseListing;
  const make = (): ListingSession =>
    new ListingSession({
      prefix: input.prefix,
      delimiter: input.delimiter,
      fetchPages: toFetch(input),
    });
  return tabCache ? tabCache.open(name, make) : make();
}

/** A listing of up to this many rows is listed again by itself when something in it changes; of a longer one it is only said. */
const freshenedRows = 2000;
/** Changes come in crowds; the listing waits for a pause. */
const freshenAfterMs = 600;

/** What all listings of a bucket begin with: `toListingInput` puts connection and bucket first. */
function toNameStart(connection: string, bucket: string): string {
  return JSON.stringify({ connection, bucket }).slice(0, -1);
}

export interface Listing {
  session: ListingSession;
  /** Another listing than before when it changes, not only a fresh one. */
  placeId: string;
  /** A fresh listing is on its way; the rows are those of the last. */
  isRefreshing: boolean;
  /** Something in it has changed since. */
  isOutdated: boolean;
  refresh: () => void;
  /** Shows what has changed where that costs little; else says that something has. */
  freshen: () => void;
}

/** Calls back, after a pause, when something in a listing changes. Listings elsewhere are forgotten. */
function useListingChanges({ connection, bucket, prefix }: BrowseListing, onChange: () => void): void {
  const handleChange = useEffectEvent(onChange);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = subscribeToListingChanges((change) => {
      if (!concernsListing(change, connection, bucket, prefix)) return;
      clearTimeout(timer);
      timer = setTimeout(() => handleChange(), freshenAfterMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [connection, bucket, prefix]);
}

/** A listing is no query: it says itself that the session has ended, and goes on once somebody has signed in again. */
function useSessionEnd(walk: ListingWalk, connection: string): void {
  const { error } = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const isEnded = error?.code === 'session-ended';
  useEffect(() => {
    if (!isEnded) return;
    emitSessionEnd(connection);
    return subscribeToSessionResume((resumed) => {
      if (resumed === connection) walk.retry();
    });
  }, [isEnded, walk, connection]);
}

/** When a place is listed again, what was selected stays so, as far as it is still there. */
function useKeptSelection(placeId: string, session: ListingSession): void {
  const shown = useRef({ placeId, session });
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { placeId, session };
    if (before.placeId === placeId && before.session !== session) session.keepSelection(before.session);
  }, [placeId, session]);
}

/**
 * The listing for an input: from the cache on the way back, else begun at once. It stops when the screen leaves. While it
 * is listed again, the old rows stay until the new ones are there.
 */
export function useListing(input: BrowseListing): Listing {
  const { connection, bucket } = input;
  const placeId = JSON.stringify(input);
  const [opened, setOpened] = useState(() => ({ placeId, session: openSession(placeId) }));
  const current = opened.placeId === placeId ? opened : { placeId, session: openSession(placeId) };
  if (current !== opened) setOpened(current);
  const { session } = current;
  const { walk } = session;
  const [outdated, setOutdated] = useState<ListingSession | null>(null);
  useEffect(() => {
    walk.start();
    return () => walk.leave();
  }, [walk]);

  useSessionEnd(walk, connection);
  const { calls, status } = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const hasAnswered = calls > 0 || status === 'failed';
  const [last, setLast] = useState({ placeId, session });
  if (hasAnswered && last.session !== session) setLast({ placeId, session });
  const isRefreshing = !hasAnswered && last.placeId === placeId && last.session !== session;
  const shown = isRefreshing ? last.session : session;

  const refresh = useCallback(() => {
    tabCache?.forget(toNameStart(connection, bucket));
    setOpened({ placeId, session: openSession(placeId) });
  }, [connection, bucket, placeId]);
  useKeptSelection(placeId, shown);

  const freshen = useCallback(() => {
    const { looked, rows } = walk.getSnapshot();
    if ((looked ?? rows) <= freshenedRows) refresh();
    else setOutdated(session);
  }, [walk, session, refresh]);
  useListingChanges(input, freshen);
  return {
    session: shown,
    placeId,
    isRefreshing,
    isOutdated: outdated === session,
    refresh,
    freshen,
  };
}
