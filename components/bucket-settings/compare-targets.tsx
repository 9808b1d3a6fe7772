'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CheckList } from '@/components/ui/check-list';
import { ErrorNotice } from '@/components/ui/error-notice';
import { FilterInput } from '@/components/ui/filter-input';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { bucketsQuery } from '@/lib/buckets/queries';

interface CompareTargetsProps {
  connection: string;
  /** A bucket that is not offered. */
  hidden: string | null;
  targets: string[];
  onTargetsChange: (targets: string[]) => void;
}

/** As many as one looks through; a filter finds the rest. */
const maxShown = 40;

/** Which buckets to compare with. Those that are chosen stay in sight whatever the filter says. */
export function CompareTargets({ connection, hidden, targets, onTargetsChange }: CompareTargetsProps) {
  const buckets = useInfiniteQuery(bucketsQuery(connection));
  const [filter, setFilter] = useState('');
  const names = (buckets.data?.pages ?? []).flatMap((page) => page.buckets.map(({ name }) => name));
  const all = [...new Set([...targets, ...names])].filter((name) => name !== hidden);
  const fitting = all.filter((name) => targets.includes(name) || name.includes(filter.trim()));
  const shown = fitting.slice(0, Math.max(maxShown, targets.length));
  return (
    <section aria-label="With" className="min-w-0">
      <h2 className="text-lg font-semibold">With</h2>
      <FilterInput
        aria-label="Filter buckets by name"
        placeholder="Filter buckets"
        value={filter}
        onValueChange={setFilter}
        className="mt-1"
      />
      {buckets.isPending && <Loading className="mt-2">Listing buckets</Loading>}
      {buckets.isError && (
        <ErrorNotice className="mt-2" title="The buckets could not be listed" error={buckets.error} />
      )}
      {shown.length > 0 && (
        <div
          role="group"
          aria-label="List of buckets"
          tabIndex={0}
          className="mt-2 max-h-[220px] overflow-y-auto rounded-lg border border-line px-3 py-2 focus-visible:-outline-offset-2"
        >
          <CheckList
            label="Buckets"
            isStacked
            items={shown.map((name) => ({ value: name, label: <KeyName text={name} className="break-all" /> }))}
            values={targets}
            onValuesChange={onTargetsChange}
          />
        </div>
      )}
      <p role="status" className="mt-1 text-sm text-ink-3">
        {shown.length < fitting.length && `${shown.length} of ${fitting.length} shown: filter for the others. `}
        {buckets.data && shown.length === 0 && 'No other bucket has such a name.'}
      </p>
      {buckets.hasNextPage && (
        <Button size="small" pending={buckets.isFetchingNextPage} onClick={() => void buckets.fetchNextPage()}>
          List more buckets
        </Button>
      )}
    </section>
  );
}
