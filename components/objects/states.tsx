'use client';

import dynamic from 'next/dynamic';
import { FolderOpen, Lock, SearchX, ServerCrash, Unplug } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { AppError, type ErrorCode, type ErrorInfo } from '@/lib/errors/app-error';
import { formatCount } from '@/lib/format/numbers';
import type { BucketTarget } from '@/lib/objects/schema';

const PaymentOffer = dynamic(() => import('./payment').then((module) => module.PaymentOffer), { ssr: false });

/** After this long without a row somebody wonders whether anything happens at all. */
const slowAfterMs = 4000;

/** While the first page is on its way. */
export function LoadingRows({ onStop }: { onStop: () => void }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-hidden={!isSlow} className="overflow-hidden bg-surface">
      {isSlow && (
        <div role="status" className="flex items-center gap-3 border-b border-line px-3.5 py-2 text-ink-2">
          The server has not answered yet. It is given 30 seconds.
          <Button size="small" onClick={onStop}>
            Stop
          </Button>
        </div>
      )}
      <div className="animate-pulse opacity-70 motion-reduce:animate-none">
        {[62, 38, 51, 44, 70, 35, 57, 48].map((width) => (
          <div key={width} className="flex h-[34px] items-center gap-3 border-b border-line px-3">
            <span className="size-[15px] rounded bg-line" />
            <span className="h-2.5 rounded bg-line" style={{ width: `${width / 2}%` }} />
          </div>
        ))}
      </div>
    </div>
  );
}

const problems: Partial<Record<ErrorCode, { icon: ReactNode; title: string; advice: string }>> = {
  'access-denied': {
    icon: <Lock size={28} strokeWidth={1.5} />,
    title: 'These keys may not list this bucket',
    advice:
      'Listing needs the permission s3:ListBucket on the bucket. Objects whose keys you know may still open by their path.',
  },
  'bucket-not-found': {
    icon: <SearchX size={28} strokeWidth={1.5} />,
    title: 'There is no such bucket',
    advice: 'It may have been deleted, or belong to another endpoint or region.',
  },
  'bad-response': {
    icon: <ServerCrash size={28} strokeWidth={1.5} />,
    title: 'The server answered, but not with a listing',
    advice: 'What came is not what S3 sends here. A proxy between Cooper and the server is a common cause.',
  },
  timeout: {
    icon: <Unplug size={28} strokeWidth={1.5} />,
    title: 'The server does not answer',
    advice: 'It may be busy or out of reach. Nothing was changed.',
  },
  unreachable: {
    icon: <Unplug size={28} strokeWidth={1.5} />,
    title: 'The server cannot be reached',
    advice: 'Cooper could not open a connection to the endpoint.',
  },
};

/** The listing failed before a row came. */
export function ListingProblem({
  target,
  error,
  onRetry,
}: {
  target: BucketTarget;
  error: ErrorInfo;
  onRetry: () => void;
}) {
  const problem = problems[error.code];
  return (
    <div className="bg-surface pb-10">
      {problem && (
        <EmptyState icon={problem.icon} title={problem.title} className="pb-4!">
          {problem.advice}
        </EmptyState>
      )}
      <div className={problem ? 'mx-auto max-w-[520px] px-4' : 'mx-auto max-w-[520px] px-4 pt-14'}>
        <ErrorNotice
          error={AppError.fromInfo(error)}
          {...(!problem && { title: 'The objects could not be listed' })}
          onRetry={onRetry}
        />
      </div>
      {error.code === 'access-denied' && <PaymentOffer target={target} />}
    </div>
  );
}

/** It failed after some rows had come: they stay. */
export function ListingInterrupted({ error, rows, onRetry }: { error: ErrorInfo; rows: number; onRetry: () => void }) {
  return (
    <ErrorNotice
      className="mx-3.5 my-2 shrink-0"
      title={`The listing stopped after ${formatCount(rows)} rows`}
      error={AppError.fromInfo(error)}
      onRetry={onRetry}
    />
  );
}

interface NothingHereProps {
  isBucket: boolean;
  /** The prefix is an object itself, which keeps the folder although nothing else is in it. */
  hasOwnMarker: boolean;
  /** Not even a version is left. */
  isVersions: boolean;
  actions: ReactNode;
}

export function NothingHere({ isBucket, hasOwnMarker, isVersions, actions }: NothingHereProps) {
  return (
    <EmptyState
      icon={<FolderOpen size={28} strokeWidth={1.5} />}
      title={isBucket ? 'This bucket is empty' : hasOwnMarker ? 'This folder is empty' : 'Nothing under this prefix'}
      actions={actions}
    >
      {toEmptyText(isBucket, hasOwnMarker)}
      {isVersions && ' No version and no delete marker is left either.'}
    </EmptyState>
  );
}

function toEmptyText(isBucket: boolean, hasOwnMarker: boolean): string {
  if (isBucket) return 'What you put in appears here.';
  if (hasOwnMarker) return 'An empty object of the folder’s own name keeps it; delete the folder to take that away.';
  return 'S3 has no folders of its own: a prefix is gone when its last object is.';
}

interface NoMatchProps {
  filter: string;
  rows: number;
  isComplete: boolean;
  onClear: () => void;
  onAskServer: (() => void) | null;
  /** Looks for the name in all folders below. */
  onSearch: () => void;
  onLoadAll: () => void;
}

export function NoMatch({ filter, rows, isComplete, onClear, onAskServer, onSearch, onLoadAll }: NoMatchProps) {
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title={
        <>
          No name matches “<KeyName text={filter} />”
        </>
      }
      actions={
        <>
          {onAskServer && <Button onClick={onAskServer}>Ask the server for names that begin so</Button>}
          {!isComplete && <Button onClick={onLoadAll}>Load all, then filter</Button>}
          <Button onClick={onSearch}>Search in folders below</Button>
          <Button variant="quiet" onClick={onClear}>
            Clear the filter
          </Button>
        </>
      }
    >
      {isComplete
        ? `Every one of the ${formatCount(rows)} names here was looked at.`
        : `Only the first ${formatCount(rows)} names were looked at; there are more.`}
    </EmptyState>
  );
}
