'use client';

import { useQuery } from '@tanstack/react-query';
import { ListChecks, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useConnection } from '@/components/connections/use-connections';
import { PageActions } from '@/components/shell/slots';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Progress } from '@/components/ui/progress';
import { Loading } from '@/components/ui/spinner';
import { bucketsRoute, jobsRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { formatDate } from '@/lib/format/dates';
import { jobsQuery } from '@/lib/jobs/queries';
import type { JobView } from '@/lib/jobs/types';
import { JobButtons } from './job-buttons';
import { describeProgress, describeRate, describeState, getProgress } from './job-text';

/** Every job of the keys that are signed in, the newest first. */
export function JobsScreen({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  return connection && <Jobs connection={connection} />;
}

function Jobs({ connection }: { connection: ConnectionView }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(jobsQuery(connection.id));
  return (
    <>
      <PageActions>
        <ButtonLink href={bucketsRoute(connection.id)}>Buckets</ButtonLink>
        <IconButton label="Read again" pending={isFetching} onClick={() => void refetch()}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      </PageActions>
      <div className="mx-auto w-full max-w-[900px] px-3.5 py-4">
        <h1 className="text-xl font-semibold">Jobs</h1>
        <p className="text-sm text-ink-3">
          Work over many objects. It goes on without this page; the last 90 days are kept, for the keys that started it.
        </p>
        {isPending && <Loading className="py-4">Reading the jobs</Loading>}
        {error && (
          <ErrorNotice
            className="mt-3"
            title="The jobs could not be read"
            error={error}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        )}
        {data?.length === 0 && (
          <EmptyState icon={<ListChecks size={28} strokeWidth={1.5} />} title="No jobs yet">
            Deleting, copying or moving many objects begins one.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Jobs" className="mt-3 overflow-hidden rounded-xl border border-line">
            {data.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function JobRow({ job }: { job: JobView }) {
  const { text, tone } = describeState(job);
  const progress = describeProgress(job);
  return (
    <li className="border-b border-line px-3 py-2 last:border-0">
      <div className="flex items-center gap-2">
        <Link
          href={jobsRoute(job.connection, job.id)}
          className="min-w-0 flex-1 font-medium break-words hover:underline"
        >
          <KeyName text={job.title} />
        </Link>
        <Badge tone={tone}>{text}</Badge>
        <JobButtons job={job} />
      </div>
      {(job.state === 'running' || job.state === 'paused') && (
        <Progress label={job.title} value={getProgress(job)} valueText={progress} className="mt-1.5" />
      )}
      <p className="mt-1 flex flex-wrap justify-between gap-x-3 text-sm text-ink-3 tabular-nums">
        <span>
          {progress} {describeRate(job) && `· ${describeRate(job)}`}
        </span>
        <span>{formatDate(job.created)}</span>
      </p>
      {job.reason && <p className="mt-1 text-sm text-warn">{job.reason.message}</p>}
    </li>
  );
}
