'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleStop, Pause, Play } from 'lucide-react';
import { IconButton } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { cancelJobMutation, pauseJobMutation, resumeJobMutation } from '@/lib/jobs/queries';
import type { JobView } from '@/lib/jobs/types';

/** Pause, resume and cancel, as far as the job can be. */
export function JobButtons({ job }: { job: JobView }) {
  const client = useQueryClient();
  const toast = useToast();
  const pause = useMutation(pauseJobMutation(client));
  const resume = useMutation(resumeJobMutation(client));
  const cancel = useMutation(cancelJobMutation(client));
  const target = { connection: job.connection, id: job.id };
  const tell = (what: string) => ({ onError: (error: Error) => toast.error(what, error) });
  if (job.state !== 'running' && job.state !== 'paused') return null;
  return (
    <span className="flex shrink-0 items-center">
      {job.state === 'running' ? (
        <IconButton
          size="small"
          label={`Pause: ${job.title}`}
          pending={pause.isPending}
          onClick={() => pause.mutate(target, tell('The job was not paused'))}
        >
          <Pause size={14} aria-hidden="true" />
        </IconButton>
      ) : (
        <IconButton
          size="small"
          label={`Resume: ${job.title}`}
          pending={resume.isPending}
          onClick={() => resume.mutate(target, tell('The job was not resumed'))}
        >
          <Play size={14} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        size="small"
        label={`Cancel: ${job.title}`}
        pending={cancel.isPending}
        onClick={() => cancel.mutate(target, tell('The job was not cancelled'))}
      >
        <CircleStop size={15} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
