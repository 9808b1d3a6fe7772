import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ConnectionsOverview } from '@/components/connections/overview';
import { signInRoute } from '@/lib/client/routes';
import { readConnections } from './connections';

export const metadata: Metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const connections = await readConnections();
  if (!connections.some(({ isOpen }) => isOpen)) redirect(signInRoute());
  return <ConnectionsOverview />;
}
