import type { Metadata } from 'next';
import { JobsScreen } from '@/components/jobs/screen';
import { jobsRoute } from '@/lib/client/routes';
import { requireOpenConnection } from '../../../connections';

export const metadata: Metadata = { title: 'Jobs' };

export default async function JobsPage({ params }: PageProps<'/c/[connection]/jobs'>) {
  const { connection: segment } = await params;
  const connection = await requireOpenConnection(segment, jobsRoute(decodeURIComponent(segment)));
  return <JobsScreen connectionId={connection.id} />;
}
