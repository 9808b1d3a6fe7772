'use client';

import { useQuery } from '@tanstack/react-query';

/** What a viewer reads once of an opened object. Leaving the viewer gives the reading up; nothing of it is kept. */
export function useLoaded<Value>(url: string, what: string, read: (signal: AbortSignal) => Promise<Value>) {
  return useQuery({
    queryKey: ['preview-part', url, what],
    queryFn: ({ signal }) => read(signal),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
}
