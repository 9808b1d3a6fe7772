'use client';

import Link from 'next/link';
import { KeyName } from '@/components/ui/key-name';
import { Progress } from '@/components/ui/progress';
import { jobsRoute } from '@/lib/client/routes';
import type { JobView } from '@/lib/jobs/types';
import { JobButtons } from './job-buttons';
import { describeProgress, describeRate, getProgress } from './job-text';

/** Jobs to draw; the page has all. */
const shownJobs = 4;

/** Jobs of a connection that have not ended. */
export function TrayJobs({ connection, jobs }: { connection: string; jobs: readonly JobView[] }) {
  return (
    <section
      aria-label="Jobs"
      className="mt-2 overflow-hidden rounded-xl border border-line-strong bg-raised shadow-pop"
    >
      <header className="flex items-center justify-between py-1.5 pr-3 pl-3">
        <h2 className="font-semibold">Jobs</h2>
        <Link href={jobsRoute(connection)} className="text-sm text-accent hover:underline">
          All jobs
        </Link>
      </header>
      <ul>
        {jobs.slice(0, shownJobs).map((job) => (
          <TrayJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function TrayJob({ job }: { job: JobView }) {
  const text = describeProgress(job);
  return (
    <li className="border-t border-line px-3 py-2">
      <div className="flex items-start gap-1">
        <Link href={jobsRoute(job.connection, job.id)} className="min-w-0 flex-1 truncate hover:underline">
          <KeyName text={job.title} />
        </Link>
        <JobButtons job={job} />
      </div>
      <Progress
        label={job.title}
        value={getProgress(job)}
        valueText={text}
        tone={job.state === 'paused' ? 'muted' : 'accent'}
        className="mt-1"
      />
      <p className="mt-1 flex justify-between gap-2 text-xs text-ink-3 tabular-nums">
        <span>{text}</span>
        <span>{job.state === 'paused' ? 'paused' : describeRate(job)}</span>
      </p>
      {job.reason && <p className="mt-1 text-xs text-warn">{job.reason.message}</p>}
    </li>
  );
}
