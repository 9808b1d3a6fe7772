'use client';

import Link from 'next/link';
import { classNames } from '@/components/ui/class-names';
import { objectsRoute, settingsRoute } from '@/lib/client/routes';

interface BucketTabsProps {
  connection: string;
  bucket: string;
}

/** From a bucket's settings to its objects and back to the overview. */
export function BucketTabs({ connection, bucket }: BucketTabsProps) {
  const tab = 'flex h-9 items-center border-b-2 px-1 -mb-px';
  return (
    <nav aria-label="Bucket" className="flex shrink-0 gap-4 border-b border-line px-3.5">
      <Link
        href={objectsRoute(connection, bucket)}
        className={classNames(tab, 'border-transparent text-ink-2 hover:text-ink')}
      >
        Objects
      </Link>
      <Link
        href={settingsRoute(connection, bucket)}
        aria-current="page"
        className={classNames(tab, 'border-accent font-medium')}
      >
        Settings
      </Link>
    </nav>
  );
}
