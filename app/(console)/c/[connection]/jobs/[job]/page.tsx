import type { Metadata } from 'next';
import { JobScreen } from '@/components/jobs/job-screen';
import { jobsRoute } from '@/lib/client/routes';
import { requireOpenConnection } from '../../../../connections';

export const metadata: Metadata = { title: 'Job' };

export default async function JobPage({ params }: PageProps<'/c/[connection]/jobs/[job]'>) {
  const { connection: segment, job } = await params;
  const id = decodeURIComponent(job);
  const connection = await requireOpenConnection(segment, jobsRoute(decodeURIComponent(segment), id));
  return <JobScreen connectionId={connection.id} id={id} />;
}
