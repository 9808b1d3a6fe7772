import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { signInRoute } from '@/lib/client/routes';
import { listConnections } from '@/lib/connections/operations';
import type { ConnectionView } from '@/lib/connections/types';

/** Asked once per request, by the layout and the page. */
export const readConnections = cache(listConnections);

/** The connection a page is about. Leads to sign-in, and from there to `page`, when it has no living session. */
export async function requireOpenConnection(segment: string, page: Route): Promise<ConnectionView> {
  const id = decodeURIComponent(segment);
  const connection = (await readConnections()).find((candidate) => candidate.id === id);
  if (!connection) notFound();
  if (!connection.isOpen) redirect(signInRoute(id, page));
  return connection;
}
