'use client';

import dynamic from 'next/dynamic';
import { useConnection } from '@/components/connections/use-connections';
import { usePlace } from '@/components/shell/place';
import { TrayArea } from '@/components/shell/slots';

const JobTray = dynamic(() => import('./tray').then((module) => module.JobTray), { ssr: false });

/** Hosts the tray of jobs for every page of a connection that is signed in to. */
export function JobProvider() {
  const connection = useConnection(usePlace().connection);
  if (!connection?.isOpen) return null;
  return (
    <TrayArea>
      <JobTray key={connection.id} connection={connection.id} />
    </TrayArea>
  );
}
