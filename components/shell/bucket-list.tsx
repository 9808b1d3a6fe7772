'use client';

import Link from 'next/link';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { FilterInput } from '@/components/ui/filter-input';
import { classNames } from '@/components/ui/class-names';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';

import { bucketsRoute, objectsRoute } from '@/lib/client/routes';
import { useBuckets } from '@/components/buckets/use-buckets';
import { useRowWindow } from '@/components/ui/use-row-window';

const rowHeight = 30;

/** From this many buckets on a filter is worth its room. */
const filterFrom = 10;

interface BucketListProps {
  connection: string;
  currentBucket: string | null;
  /** A link was followed; a drawer closes then. */
  onNavigate: () => void;
}

/** The buckets of the current connection, in the side bar. */
export function BucketList({ connection, currentBucket, onNavigate }: BucketListProps) {
  const [filter, setFilter] = useState('');
  const { query, buckets, listingDenied } = useBuckets(connection);
  const names = useMemo(() => {
    const wanted = filter.toLowerCase();
    return buckets.map(({ name }) => name).filter((name) => name.toLowerCase().includes(wanted));
  }, [buckets, filter]);
  const { first, end, ref, reveal } = useRowWindow(names.length, rowHeight);
  const currentIndex = currentBucket === null ? -1 : names.indexOf(currentBucket);

  useEffect(() => {
    if (currentIndex >= 0) reveal(currentIndex);
  }, [currentIndex, reveal]);

  return (
    <>
      <div className="flex items-baseline justify-between px-3.5 pt-3 pb-1 text-xs font-semibold text-ink-3">
        <Link href={bucketsRoute(connection)} onClick={onNavigate} className="rounded hover:text-ink">
          Buckets
        </Link>
        {buckets.length > 0 && (
          <span className="font-normal tabular-nums">
            {buckets.length.toLocaleString('en')}
            {query.hasNextPage && '+'}
          </span>
        )}
      </div>
      {buckets.length >= filterFrom && (
        <FilterInput
          value={filter}
          onValueChange={setFilter}
          placeholder="Filter buckets"
          aria-label="Filter buckets"
          className="mx-2 mb-1"
        />
      )}
      {query.isPending && <Loading className="px-4 py-1.5">Listing buckets</Loading>}
      {query.isError && <p className="px-4 py-1.5 text-sm text-ink-3">The buckets could not be listed.</p>}
      {!query.isPending && !query.isError && names.length === 0 && (
        <p className="px-4 py-1.5 text-ink-3">{toEmptyText(filter, listingDenied)}</p>
      )}
      <div ref={ref} className="min-h-0 flex-1 overflow-y-auto">
        <ul
          className="px-2"
          style={{ paddingTop: first * rowHeight, paddingBottom: (names.length - end) * rowHeight }}
          onKeyDown={moveBetweenLinks}
        >
          {names.slice(first, end).map((name, offset) => (
            <li key={name} aria-setsize={names.length} aria-posinset={first + offset + 1}>
              <Link
                href={objectsRoute(connection, name)}
                prefetch={false}
                onClick={onNavigate}
                aria-current={name === currentBucket ? 'page' : undefined}
                className={classNames(
                  'flex h-[30px] items-center rounded-md px-2 text-ink-2 hover:bg-line/60 hover:text-ink focus-visible:-outline-offset-2',
                  name === currentBucket && 'bg-select! font-medium text-ink',
                )}
              >
                <KeyName text={name} className="truncate" />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function toEmptyText(filter: string, listingDenied: boolean): string {
  if (filter) return 'No bucket has this in its name.';
  return listingDenied ? 'These keys may not list buckets.' : 'No buckets yet.';
}

/** Up and down go from link to link, as in any list. */
function moveBetweenLinks(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
