'use client';

import { Database, Pencil } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Fragment, type MouseEvent, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { KeyName } from '@/components/ui/key-name';
import { bucketsRoute, jobsRoute, objectsRoute } from '@/lib/client/routes';
import { splitPrefix, toS3Uri } from '@/lib/client/location';
import { PathInput } from './path-input';
import type { Place } from './place';

interface PathBarProps {
  place: Place;
  isEditing: boolean;
  onEditingChange: (isEditing: boolean) => void;
}

/** Where the user is, part by part. A press beside the parts, or Ctrl-L, turns it into a text to edit. */
export function PathBar({ place, isEditing, onEditingChange }: PathBarProps) {
  const { connection, bucket, state } = place;
  const address = bucket === null ? '' : toS3Uri(bucket, state.prefix);
  if (isEditing) {
    return <PathInput connection={connection} initial={address} onClose={() => onEditingChange(false)} />;
  }
  const startEditing = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('a,button')) return;
    onEditingChange(true);
  };
  return (
    // The pencil inside does the same by keyboard and by name.
    <div
      className="group flex h-8 min-w-0 flex-1 cursor-text items-center rounded-lg border border-transparent px-1 hover:border-line"
      onClick={startEditing}
    >
      <nav aria-label="Path" className="flex min-w-0 items-center">
        {connection !== null && bucket !== null ? (
          <Crumbs connection={connection} bucket={bucket} {...state} />
        ) : (
          <PageTitle connection={connection} />
        )}
      </nav>
      {connection !== null && (
        <span className="ml-1 flex shrink-0 opacity-0 group-hover:opacity-100 focus-within:opacity-100 max-[680px]:hidden">
          <IconButton label="Edit path (Ctrl L)" size="small" onClick={() => onEditingChange(true)}>
            <Pencil size={13} aria-hidden="true" />
          </IconButton>
          {bucket !== null && <CopyButton text={address} what="S3 URI" />}
        </span>
      )}
    </div>
  );
}

function PageTitle({ connection }: { connection: string | null }) {
  const pathname = usePathname();
  let title = pathname === '/' ? 'Connections' : 'Cooper';
  if (connection !== null) title = pathname.startsWith(jobsRoute(connection)) ? 'Jobs' : 'Buckets';
  return <span className="px-1.5 font-semibold">{title}</span>;
}

interface CrumbsProps {
  connection: string;
  bucket: string;
  prefix: string;
  delimiter: string;
  versions: boolean;
}

/** Deep prefixes show their first and last parts, on a narrow window only the last; the text to edit has them all. */
const shownParts = 4;

function Crumbs({ connection, bucket, prefix, delimiter, versions }: CrumbsProps) {
  const steps = splitPrefix(prefix, delimiter);
  const last = steps.length - 1;
  const hidden = Math.max(0, steps.length - shownParts);
  const separator = delimiter || '/';
  const toHref = (to: string): Route => objectsRoute(connection, bucket, { prefix: to, delimiter, versions });
  return (
    <ol className="flex min-w-0 items-center">
      <li className="shrink-0 max-[680px]:hidden">
        <Link
          href={bucketsRoute(connection)}
          aria-label="All buckets"
          title="All buckets"
          className="flex size-[26px] items-center justify-center rounded text-ink-3 hover:bg-select hover:text-ink"
        >
          <Database size={14} aria-hidden="true" />
        </Link>
      </li>
      <Crumb href={toHref('')} isLast={steps.length === 0} isFirst>
        <KeyName text={bucket} />
      </Crumb>
      {steps.map((step, index) => {
        const isLast = index === last;
        const isFold = hidden > 0 && index === hidden;
        if (index > 0 && index < hidden) return null;
        return (
          <Fragment key={step.prefix}>
            {isLast && last > 0 && (
              <Crumb
                href={toHref(steps[last - 1]?.prefix ?? '')}
                separator={separator}
                label="Up one folder"
                className="min-[680px]:hidden"
              >
                …
              </Crumb>
            )}
            <Crumb
              href={toHref(step.prefix)}
              separator={separator}
              isLast={isLast}
              className={isLast ? '' : 'max-[680px]:hidden'}
              label={isFold ? `${hidden} more folders, up to ${step.name}` : undefined}
            >
              {isFold ? '…' : <StepName name={step.name} />}
            </Crumb>
          </Fragment>
        );
      })}
    </ol>
  );
}

function StepName({ name }: { name: string }) {
  return name === '' ? <span className="text-ink-3 italic">empty</span> : <KeyName text={name} />;
}

interface CrumbProps {
  href: Route;
  /** Stands before the part. */
  separator?: string;
  isLast?: boolean;
  isFirst?: boolean;
  label?: string | undefined;
  className?: string;
  children: ReactNode;
}

function Crumb({ href, separator, isLast = false, isFirst = false, label, className, children }: CrumbProps) {
  return (
    <li
      className={classNames('flex min-w-[34px] items-center', isLast || isFirst ? 'shrink' : 'shrink-[4]', className)}
    >
      {separator !== undefined && (
        <span aria-hidden="true" className="shrink-0 text-ink-3">
          {separator}
        </span>
      )}
      <Link
        href={href}
        aria-label={label}
        aria-current={isLast ? 'page' : undefined}
        className={classNames(
          'block truncate rounded px-1.5 py-[3px] hover:bg-select hover:text-ink',
          isLast ? 'font-semibold text-ink' : 'text-ink-2',
        )}
      >
        {children}
      </Link>
    </li>
  );
}
