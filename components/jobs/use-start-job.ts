'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useToast } from '@/components/ui/toast';
import { jobsRoute } from '@/lib/client/routes';
import { startJobMutation } from '@/lib/jobs/queries';
import type { StartJobInput } from '@/lib/jobs/schema';
import type { JobView } from '@/lib/jobs/types';

/** Starts a job and says where it can be watched. Rejects when it did not start. */
export function useStartJob(): (input: StartJobInput) => Promise<JobView> {
  const { mutateAsync } = useMutation(startJobMutation(useQueryClient()));
  const toast = useToast();
  const router = useRouter();
  return async (input) => {
    const job = await mutateAsync(input);
    toast.success('Started as a job', {
      description: 'It goes on when this page is closed.',
      action: { label: 'Show it', run: () => router.push(jobsRoute(job.connection, job.id)) },
    });
    return job;
  };
}
