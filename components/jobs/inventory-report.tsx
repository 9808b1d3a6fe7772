'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { useToast } from '@/components/ui/toast';
import { objectsRoute } from '@/lib/client/routes';
import { formatBytes } from '@/lib/format/bytes';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { ageTitles, stateTitles } from '@/lib/jobs/kinds/inventory/ages';
import { findingsQuery } from '@/lib/jobs/queries';
import type { JobTarget } from '@/lib/jobs/schema';
import type { FindingsView, JobView, Tally, TallyBy } from '@/lib/jobs/types';
import { InventoryDuplicates } from './inventory-duplicates';
import { downloadSummary } from './save-csv';

/** What an inventory has found: how much there is of what, and what is there twice. */
export function InventoryReport({ job }: { job: JobView }) {
  const target = { connection: job.connection, id: job.id };
  const { data, error, isFetching, refetch } = useQuery(findingsQuery(target));
  if (error) {
    return (
      <ErrorNotice
        title="What was found could not be read"
        error={error}
        retrying={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <Loading>Reading what was found</Loading>;
  return <Findings job={job} target={target} findings={data} />;
}

interface FindingsProps {
  job: JobView;
  target: JobTarget;
  findings: FindingsView;
}

function Findings({ job, target, findings: { tallies, prefixes, duplicates } }: FindingsProps) {
  const by = (dimension: TallyBy): Tally[] => tallies.filter((tally) => tally.by === dimension);
  const inOrder = (dimension: TallyBy, titles: ReadonlyMap<string, string>): Tally[] =>
    [...titles.keys()].flatMap((id) => by(dimension).filter(({ name }) => name === id));
  const [total = { objects: 0, bytes: 0 }] = by('total');
  const folders = by('prefix');
  const isWhole = job.isListed && job.done === job.listed;
  return (
    <>
      {!isWhole && (
        <Callout tone="warn">The job ended before its time: this is what it had counted until then.</Callout>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold">
          {formatQuantity(total.objects, 'object')}, {formatBytes(total.bytes)}
        </h2>
        <SaveSummary target={target} />
      </div>
      <div className="grid gap-4 min-[720px]:grid-cols-2">
        <TallyTable title="By storage class" tallies={by('class')} total={total.bytes} name={({ name }) => name} />
        <TallyTable
          title="By age"
          tallies={inOrder('age', ageTitles)}
          total={total.bytes}
          name={({ name }) => ageTitles.get(name)}
        />
      </div>
      {by('state').length > 0 && (
        <TallyTable
          title="By version"
          tallies={inOrder('state', stateTitles)}
          total={total.bytes}
          name={({ name }) => stateTitles.get(name)}
        />
      )}
      <TallyTable
        title="By folder"
        tallies={folders}
        total={total.bytes}
        name={({ name }) => <FolderName job={job} name={name} />}
        {...(prefixes > folders.length && {
          more: `The ${formatCount(folders.length)} largest of ${formatCount(prefixes)}; all of them are in the CSV file.`,
        })}
      />
      <InventoryDuplicates job={job} target={target} duplicates={duplicates} />
    </>
  );
}

/** A folder, or, told by a star, what lies directly in one. */
function FolderName({ job: { connection, bucket }, name }: { job: JobView; name: string }) {
  const prefix = name.endsWith('*') ? name.slice(0, -1) : name;
  return (
    <Link href={objectsRoute(connection, bucket, { prefix })} className="hover:underline">
      {prefix === name ? (
        <KeyName text={name} />
      ) : (
        <>directly in {prefix === '' ? 'the bucket' : <KeyName text={prefix} />}</>
      )}
    </Link>
  );
}

function SaveSummary({ target }: { target: JobTarget }) {
  const download = useMutation({ mutationFn: downloadSummary });
  const toast = useToast();
  return (
    <Button
      size="small"
      icon={<Download size={14} aria-hidden="true" />}
      pending={download.isPending}
      onClick={() =>
        download.mutate(target, { onError: (error) => toast.error('What was counted could not be read', error) })
      }
    >
      Download as CSV
    </Button>
  );
}

interface TallyTableProps {
  title: string;
  tallies: readonly Tally[];
  /** Bytes of all. */
  total: number;
  name: (tally: Tally) => ReactNode;
  /** What is not shown. */
  more?: string;
}

function TallyTable({ title, tallies, total, name, more }: TallyTableProps) {
  if (tallies.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="mb-1 font-medium">{title}</h3>
      <div
        role="region"
        aria-label={title}
        tabIndex={0}
        className="max-h-[360px] overflow-auto rounded-lg border border-line"
      >
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-sunken text-left text-xs text-ink-3">
            <tr>
              <th className="px-2.5 py-1 font-normal">Name</th>
              <th className="px-2.5 py-1 text-right font-normal">Objects</th>
              <th className="px-2.5 py-1 text-right font-normal">Size</th>
              <th className="px-2.5 py-1 text-right font-normal">Share</th>
            </tr>
          </thead>
          <tbody>
            {tallies.map((tally) => (
              <tr key={`${tally.by} ${tally.name}`} className="border-t border-line">
                <th scope="row" className="px-2.5 py-1 text-left font-normal break-all">
                  {name(tally)}
                </th>
                <td className="px-2.5 py-1 text-right tabular-nums">{formatCount(tally.objects)}</td>
                <td className="px-2.5 py-1 text-right whitespace-nowrap tabular-nums">{formatBytes(tally.bytes)}</td>
                <td className="px-2.5 py-1 text-right tabular-nums">{formatShare(tally.bytes, total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more !== undefined && <p className="mt-1 text-sm text-ink-3">{more}</p>}
    </section>
  );
}

function formatShare(bytes: number, total: number): string {
  if (total === 0) return '';
  const percent = (bytes / total) * 100;
  return percent > 0 && percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}
