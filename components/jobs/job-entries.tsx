'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { KeyName } from '@/components/ui/key-name';
import { useToast } from '@/components/ui/toast';
import { jobsRoute } from '@/lib/client/routes';
import { formatCount } from '@/lib/format/numbers';
import { failuresQuery, retryFailuresMutation } from '@/lib/jobs/queries';
import type { JobView } from '@/lib/jobs/types';
import { downloadEntries } from './save-csv';

/** Entries to draw; all of them go into the CSV file. */
const shownEntries = 200;

/** What failed, or what there is to say of what was done: all of it in a file, the failures to be tried again. */
export function JobEntries({ job, isNote }: { job: JobView; isNote: boolean }) {
  const target = { connection: job.connection, id: job.id };
  const count = isNote ? job.noted : job.failed;
  const { data } = useQuery(failuresQuery(target, count, isNote));
  const retry = useMutation(retryFailuresMutation(useQueryClient()));
  const download = useMutation({ mutationFn: downloadEntries });
  const toast = useToast();
  const router = useRouter();
  const entries = data?.failures ?? [];
  return (
    <section>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold">
          {isNote ? `${formatCount(count)} lost something on the way` : `${formatCount(count)} failed`}
        </h2>
        <Button
          size="small"
          icon={<Download size={14} aria-hidden="true" />}
          pending={download.isPending}
          onClick={() =>
            download.mutate(
              { target, isNote },
              { onError: (error) => toast.error('The report could not be read', error) },
            )
          }
        >
          Download as CSV
        </Button>
        {job.ended !== null && !isNote && (
          <Button
            size="small"
            pending={retry.isPending}
            onClick={() =>
              retry.mutate(target, {
                onSuccess: ({ connection, id }) => router.push(jobsRoute(connection, id)),
                onError: (error) => toast.error('They were not tried again', error),
              })
            }
          >
            Try them again
          </Button>
        )}
      </div>
      <ul
        tabIndex={0}
        aria-label={isNote ? 'Losses' : 'Failures'}
        className="mt-1.5 max-h-[360px] overflow-y-auto rounded-lg border border-line"
      >
        {entries.slice(0, shownEntries).map(({ item, code, message }, index) => (
          <li key={index} className="border-b border-line px-2.5 py-1 last:border-0">
            <KeyName text={item.key} className="font-mono text-sm break-all" />
            {item.versionId !== undefined && (
              <span className="block font-mono text-sm text-ink-3">{item.versionId}</span>
            )}
            <span className={classNames('block text-sm', isNote ? 'text-ink-2' : 'text-danger')}>
              {message && !isNote ? `${code}: ${message}` : message || code}
            </span>
          </li>
        ))}
        {count > shownEntries && <li className="px-2.5 py-1 text-ink-3">and more, all of them in the CSV file</li>}
      </ul>
    </section>
  );
}
