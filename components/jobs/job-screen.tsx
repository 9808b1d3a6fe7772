'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { PageActions } from '@/components/shell/slots';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import { Loading } from '@/components/ui/spinner';
import { jobsRoute, objectsRoute } from '@/lib/client/routes';
import { formatBytes } from '@/lib/format/bytes';
import { formatExactDate } from '@/lib/format/dates';
import { formatMilliseconds } from '@/lib/format/durations';
import { formatCount } from '@/lib/format/numbers';
import { jobQuery } from '@/lib/jobs/queries';
import type { JobReport, JobView } from '@/lib/jobs/types';
import { JobEntries } from './job-entries';
import { JobButtons } from './job-buttons';
import { describeOutcome, describeProgress, describeRate, describeState, getProgress } from './job-text';

const InventoryReport = dynamic(() => import('./inventory-report').then((module) => module.InventoryReport), {
  ssr: false,
});

interface JobScreenProps {
  connectionId: string;
  id: string;
}

/** One job: how far it is, what failed, what happened to it. */
export function JobScreen({ connectionId, id }: JobScreenProps) {
  const connection = useConnection(connectionId);
  const { data, error, isFetching, refetch } = useQuery(jobQuery({ connection: connectionId, id }));
  return (
    <>
      <PageActions>
        <ButtonLink href={jobsRoute(connectionId)}>All jobs</ButtonLink>
      </PageActions>
      <div className="mx-auto flex w-full max-w-[900px] flex-col gap-4 px-3.5 py-4">
        {!data && !error && (
          <>
            <h1 className="sr-only">Job</h1>
            <Loading>Reading the job</Loading>
          </>
        )}
        {error && (
          <ErrorNotice
            title="The job could not be read"
            error={error}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        )}
        {data && connection && <Report report={data} />}
      </div>
    </>
  );
}

function Report({ report: { job, events } }: { report: JobReport }) {
  const { text, tone } = describeState(job);
  return (
    <>
      <LiveRegion>{job.ended === null ? '' : describeOutcome(job)}</LiveRegion>
      <header className="flex items-start gap-2">
        <h1 className="min-w-0 flex-1 text-xl font-semibold break-words">
          <KeyName text={job.title} />
        </h1>
        <Badge tone={tone}>{text}</Badge>
        <JobButtons job={job} />
      </header>
      <section aria-label="Progress">
        <Progress
          label={job.title}
          value={getProgress(job)}
          valueText={describeProgress(job)}
          tone={job.state === 'failed' ? 'danger' : job.state === 'running' ? 'accent' : 'muted'}
        />
        <p className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-ink-2 tabular-nums">
          <span>{describeProgress(job)}</span>
          <span>{describeRate(job)}</span>
        </p>
      </section>
      {job.reason && (
        <Callout
          tone={job.state === 'failed' ? 'danger' : 'warn'}
          title={job.state === 'failed' ? 'It ended' : 'It waits'}
        >
          {job.reason.message}
        </Callout>
      )}
      <Facts job={job} />
      {job.kind === 'inventory' && job.ended !== null && <InventoryReport job={job} />}
      {job.failed > 0 && <JobEntries job={job} isNote={false} />}
      {job.noted > 0 && <JobEntries job={job} isNote />}
      <section>
        <h2 className="font-semibold">What happened</h2>
        <ol className="mt-1 text-ink-2">
          {events.map(({ at, text: what }, index) => (
            <li key={index} className="flex gap-3 border-b border-line py-1 last:border-0">
              <time dateTime={new Date(at).toISOString()} className="shrink-0 text-ink-3 tabular-nums">
                {formatExactDate(at)}
              </time>
              <span className="min-w-0 break-words">{what}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Facts({ job }: { job: JobView }) {
  const facts: [string, ReactNode][] = [
    ['Done', formatCount(job.done)],
    ['Failed', formatCount(job.failed)],
    ...(job.skipped > 0 ? [['Left as it was', formatCount(job.skipped)] satisfies [string, string]] : []),
    ['Size', formatBytes(job.bytes)],
    ['Time at work', formatMilliseconds(job.runMs)],
    [
      'Bucket',
      <a key="bucket" href={objectsRoute(job.connection, job.bucket)} className="text-accent hover:underline">
        <KeyName text={job.bucket} />
      </a>,
    ],
    ['Access key', <code key="keys">{job.accessKeyId}</code>],
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-lg border border-line bg-sunken px-3 py-2.5">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="truncate tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
