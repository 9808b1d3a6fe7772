'use client';

import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { useToast } from '@/components/ui/toast';
import { objectsRoute } from '@/lib/client/routes';
import { getParentPrefix } from '@/lib/client/location';
import { formatBytes } from '@/lib/format/bytes';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { JobTarget } from '@/lib/jobs/schema';
import type { Duplicate, FindingsView, JobView } from '@/lib/jobs/types';
import { downloadDuplicates } from './save-csv';

interface InventoryDuplicatesProps {
  job: JobView;
  target: JobTarget;
  duplicates: FindingsView['duplicates'];
}

/** Objects of the same content beside each other, as they come: the most wasteful first. */
function toGroups(duplicates: readonly Duplicate[]): Duplicate[][] {
  const groups: Duplicate[][] = [];
  for (const each of duplicates) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first?.etag === each.etag && first.sizeBytes === each.sizeBytes) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** Objects that have the same content, and what would be saved with one of each. Nothing where there are none. */
export function InventoryDuplicates({ job, target, duplicates }: InventoryDuplicatesProps) {
  const { groups, objects, spareBytes, first } = duplicates;
  const download = useMutation({ mutationFn: downloadDuplicates });
  const toast = useToast();
  if (groups === 0) return null;
  return (
    <section>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium">
          {formatQuantity(objects, 'object')} of {formatQuantity(groups, 'content')}: {formatBytes(spareBytes)} more
          than one of each
        </h3>
        <Button
          size="small"
          icon={<Download size={14} aria-hidden="true" />}
          pending={download.isPending}
          onClick={() =>
            download.mutate(target, { onError: (error) => toast.error('The duplicates could not be read', error) })
          }
        >
          Download duplicates as CSV
        </Button>
      </div>
      <ul
        tabIndex={0}
        aria-label="Duplicates"
        className="mt-1.5 max-h-[360px] overflow-y-auto rounded-lg border border-line"
      >
        {toGroups(first).map((group) => (
          <Group key={`${group[0]?.etag} ${group[0]?.sizeBytes}`} job={job} group={group} />
        ))}
        {objects > first.length && <li className="px-2.5 py-1 text-ink-3">and more, all of them in the CSV file</li>}
      </ul>
    </section>
  );
}

/** Keys to draw of one content. */
const shownKeys = 10;

function Group({ job, group }: { job: JobView; group: readonly Duplicate[] }) {
  const [{ copies, sizeBytes } = { copies: 0, sizeBytes: 0 }] = group;
  return (
    <li className="border-b border-line px-2.5 py-1.5 last:border-0">
      <span className="text-sm text-ink-2 tabular-nums">
        {formatCount(copies)} × {formatBytes(sizeBytes)}
      </span>
      <ul>
        {group.slice(0, shownKeys).map(({ key }) => (
          <li key={key} className="font-mono text-sm break-all">
            <Link
              href={objectsRoute(job.connection, job.bucket, { prefix: getParentPrefix(key), key })}
              className="hover:underline"
            >
              <KeyName text={key} />
            </Link>
          </li>
        ))}
        {copies > Math.min(group.length, shownKeys) && (
          <li className="text-sm text-ink-3">and {formatCount(copies - Math.min(group.length, shownKeys))} more</li>
        )}
      </ul>
    </li>
  );
}
