'use client';

import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';

const none: ConnectionView[] = [];

/** The connections the operator configured. The shell fills the cache with those the page was rendered with. */
export function useConnections(): ConnectionView[] {
  return useQuery(connectionsQuery()).data ?? none;
}

export function useConnection(id: string | null): ConnectionView | null {
  return useConnections().find((connection) => connection.id === id) ?? null;
}
