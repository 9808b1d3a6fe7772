'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { bucketsQuery } from '@/lib/buckets/queries';
import type { Bucket } from '@/lib/buckets/types';

/** Pages fetched without being asked for: the general buckets, and the first page of directory buckets behind them. */
const automaticPages = 2;

const none: Bucket[] = [];

/** The buckets of a connection as far as they are loaded; `null` asks for nothing. */
export function useBuckets(connection: string | null) {
  const query = useInfiniteQuery({ ...bucketsQuery(connection ?? ''), enabled: connection !== null });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const pageCount = data?.pages.length ?? 0;

  useEffect(() => {
    if (pageCount > 0 && pageCount < automaticPages && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [pageCount, hasNextPage, isFetching, isError, fetchNextPage]);

  const buckets = useMemo(() => data?.pages.flatMap((page) => page.buckets) ?? none, [data]);
  return {
    query,
    buckets,
    owner: data?.pages[0]?.owner ?? null,
    listingDenied: data?.pages[0]?.listingDenied ?? false,
  };
}
