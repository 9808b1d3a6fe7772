'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CheckList } from '@/components/ui/check-list';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { formatQuantity } from '@/lib/format/numbers';
import type { Comparison } from '@/lib/settings/types';
import { isChange } from './changes';

interface ComparisonSectionProps {
  bucket: string;
  titles: Record<string, string>;
  query: UseQueryResult<Comparison[]>;
  canChange: boolean;
  /** Ids of the settings that are to be taken over. */
  chosen: string[];
  onChosenChange: (ids: string[]) => void;
}

const toLines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** One bucket against the source: what differs, in full, and what could not be compared. */
export function ComparisonSection(props: ComparisonSectionProps) {
  const { bucket, titles, query, canChange, chosen, onChosenChange } = props;
  const found = query.data ?? [];
  const same = found.filter(({ state }) => state === 'same');
  const others = found.filter(({ state }) => state !== 'same');
  const changes = found.filter(isChange);
  const nameOf = ({ id }: Comparison): string => titles[id] ?? id;
  return (
    <section aria-label={`Compared with ${bucket}`} className="mt-6">
      <h2 className="flex flex-wrap items-center gap-x-3 text-lg font-semibold">
        <KeyName text={bucket} className="min-w-0 break-all" />
        {query.data && (
          <span role="status" className="text-sm font-normal text-ink-3">
            {`${formatQuantity(others.length, 'setting')} not the same, ${same.length} the same`}
          </span>
        )}
      </h2>
      {query.isPending && <Loading className="mt-2">Comparing</Loading>}
      {query.isError && (
        <ErrorNotice
          className="mt-2"
          title="The buckets could not be compared"
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {others.length > 0 && (
        <ul className="mt-2 rounded-lg border border-line">
          {others.map((comparison) => (
            <li key={comparison.id} className="border-line px-3 py-2 not-last:border-b">
              <ComparisonRow comparison={comparison} title={nameOf(comparison)} />
            </li>
          ))}
        </ul>
      )}
      {same.length > 0 && <p className="mt-1.5 text-sm text-ink-3">{`The same: ${same.map(nameOf).join(', ')}`}</p>}
      {canChange && changes.length > 0 && (
        <div className="mt-3 flex flex-wrap items-end gap-x-4 gap-y-2">
          <CheckList
            label={`Take over in ${bucket}`}
            items={changes.map((change) => ({
              value: change.id,
              label: change.state === 'extra' ? `${nameOf(change)} (delete)` : nameOf(change),
            }))}
            values={chosen}
            onValuesChange={onChosenChange}
          />
          <Button
            size="small"
            onClick={() => onChosenChange(changes.filter(({ state }) => state === 'differs').map(({ id }) => id))}
          >
            All but deletions
          </Button>
        </div>
      )}
    </section>
  );
}

function ComparisonRow({ comparison, title }: { comparison: Comparison; title: string }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="font-medium">{title}</span>
        <ComparisonBadge state={comparison.state} />
        <span className="min-w-0 text-ink-2">{explain(comparison)}</span>
      </span>
      {'before' in comparison && (
        <DiffLines
          label={`What would change: ${title}`}
          className="mt-1.5"
          before={toLines(comparison.before)}
          after={toLines('after' in comparison ? comparison.after : '')}
        />
      )}
    </>
  );
}

function ComparisonBadge({ state }: { state: Comparison['state'] }) {
  switch (state) {
    case 'same':
      return <Badge>same</Badge>;
    case 'differs':
      return <Badge tone="accent">differs</Badge>;
    case 'extra':
      return <Badge tone="accent">only there</Badge>;
    case 'fixed':
      return <Badge>differs, fixed</Badge>;
    case 'unsupported':
      return <Badge>not offered</Badge>;
    case 'denied':
      return <Badge tone="warn">no access</Badge>;
    case 'invalid':
      return <Badge tone="danger">not valid</Badge>;
    case 'failed':
      return <Badge tone="danger">failed</Badge>;
  }
}

function explain(comparison: Comparison): string {
  switch (comparison.state) {
    case 'same':
    case 'differs':
    case 'extra':
      return '';
    case 'fixed':
    case 'unsupported':
      return comparison.reason;
    case 'denied':
      return `needs ${comparison.permission}`;
    case 'invalid':
      return comparison.problem;
    case 'failed':
      return comparison.error.message;
  }
}
