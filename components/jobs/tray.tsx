'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { jobsRoute } from '@/lib/client/routes';
import { openJobsQuery } from '@/lib/jobs/queries';
import type { JobView } from '@/lib/jobs/types';
import { useJobEnds } from './use-job-ends';

const TrayJobs = dynamic(() => import('./tray-jobs').then((module) => module.TrayJobs), { ssr: false });

const none: readonly JobView[] = [];

/** The jobs of a connection that have not ended. Nothing is drawn while there are none, or where their own pages show them. */
export function JobTray({ connection }: { connection: string }) {
  const { data } = useQuery(openJobsQuery(connection));
  const isShown = usePathname().startsWith(jobsRoute(connection));
  useJobEnds(data ?? none, isShown);
  if (!data || data.length === 0 || isShown) return null;
  return <TrayJobs connection={connection} jobs={data} />;
}
