'use client';

import { CircleAlert, ChevronRight, RotateCw } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { toAppError, type AppError, type S3Detail } from '@/lib/errors/app-error';
import { Button } from './button';
import { classNames } from './class-names';
import { CopyButton } from './copy-button';

export interface ErrorNoticeProps {
  error: unknown;
  /** What was attempted, such as "The buckets could not be listed". */
  title?: ReactNode;
  onRetry?: (() => void) | undefined;
  retrying?: boolean | undefined;
  /** More ways out, beside Retry. */
  actions?: ReactNode;
  className?: string;
}

/** A failure in full: the message, what the server said (to copy into a ticket), the page that explains it, and Retry. */
export function ErrorNotice({ error, title, onRetry, retrying = false, actions, className }: ErrorNoticeProps) {
  const appError = toAppError(error);
  return (
    <div
      role="alert"
      className={classNames('flex gap-2.5 rounded-lg border border-danger/30 bg-danger-soft px-3 py-2.5', className)}
    >
      <CircleAlert size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        <p className={title ? 'text-ink-2' : undefined}>{appError.message}</p>
        {appError.s3 && <ServerAnswer error={appError} detail={appError.s3} />}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {onRetry && (
            <Button size="small" pending={retrying} icon={<RotateCw size={13} aria-hidden="true" />} onClick={onRetry}>
              Try again
            </Button>
          )}
          {actions}
          <Link
            href={`/errors/${appError.code}` as Route}
            target="_blank"
            className="text-sm text-ink-2 underline underline-offset-2 hover:text-ink"
          >
            About this error
          </Link>
        </div>
      </div>
    </div>
  );
}

function ServerAnswer({ error, detail }: { error: AppError; detail: S3Detail }) {
  const rows: [string, string][] = [
    ['Operation', detail.operation],
    ['Status', detail.status === 0 ? 'no response' : String(detail.status)],
    ['Code', detail.code],
    ['Message', detail.message],
    ['Request ID', detail.requestId ?? 'none'],
  ];
  const ticket = [`${error.code}: ${error.message}`, ...rows.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return (
    <details className="group mt-1.5">
      <summary className="inline-flex cursor-default list-none items-center gap-1 text-sm text-ink-2 hover:text-ink">
        <ChevronRight size={13} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        What the server said
      </summary>
      <div className="mt-1.5 flex items-start gap-1 rounded-md border border-line bg-surface p-2">
        <dl className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-sm">
          {rows.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <CopyButton text={ticket} what="error details" />
      </div>
    </details>
  );
}
