import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useToast } from '@/components/ui/toast';
import { jobsRoute } from '@/lib/client/routes';
import { jobQuery } from '@/lib/jobs/queries';
import type { JobView } from '@/lib/jobs/types';
import { announceListingChange } from '@/lib/listing/changes';
import { describeEnd } from './job-text';

/**
 * What follows when one of the open jobs of a connection ends: listings of its bucket are read again, and its outcome is told,
 * unless the pages of jobs show it anyway.
 */
export function useJobEnds(jobs: readonly JobView[], isShown: boolean): void {
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const before = useRef(jobs);
  const tell = useEffectEvent((job: JobView) => {
    const end = describeEnd(job);
    if (isShown || end === null) return;
    const options = {
      description: end.text,
      action: { label: 'Show the report', run: () => router.push(jobsRoute(job.connection, job.id)) },
    };
    if (end.isGood) toast.success(job.title, options);
    else toast.failure(job.title, options);
  });
  useEffect(() => {
    const open = new Set(jobs.map(({ id }) => id));
    for (const { id, connection, bucket } of before.current) {
      if (open.has(id)) continue;
      announceListingChange({ connection, bucket, prefix: '' });
      client.query({ ...jobQuery({ connection, id }), staleTime: 0 }).then(
        ({ job }) => tell(job),
        // Its page says why it cannot be read.
        () => undefined,
      );
    }
    before.current = jobs;
  }, [jobs, client]);
}
