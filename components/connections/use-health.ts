'use client';

import { useQuery } from '@tanstack/react-query';
import { connectionHealthQuery } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';
import { toHealth, type Health } from './health';

/** The health of a connection, asked only where there are keys to ask with. */
export function useHealth(connection: ConnectionView): Health {
  const query = useQuery({ ...connectionHealthQuery(connection.id), enabled: connection.isOpen });
  if (!connection.isOpen) return { tone: 'unknown', summary: 'Not signed in' };
  return toHealth(query.data, query.isError);
}
