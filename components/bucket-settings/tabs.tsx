'use client';

import Link from 'next/link';
import { classNames } from '@/components/ui/class-names';
import { accessRoute, objectsRoute, settingsRoute } from '@/lib/client/routes';

interface BucketTabsProps {
  connection: string;
  bucket: string;
  current?: 'settings' | 'access';
}

/** From a bucket's settings to its objects, to who gets in, and back to the overview. */
export function BucketTabs({ connection, bucket, current = 'settings' }: BucketTabsProps) {
  const tabs = [
    { id: 'objects', title: 'Objects', href: objectsRoute(connection, bucket) },
    { id: 'settings', title: 'Settings', href: settingsRoute(connection, bucket) },
    { id: 'access', title: 'Who gets in', href: accessRoute(connection, bucket) },
  ];
  return (
    <nav aria-label="Bucket" className="flex shrink-0 gap-4 border-b border-line px-3.5">
      {tabs.map(({ id, title, href }) => (
        <Link
          key={id}
          href={href}
          prefetch={false}
          {...(id === current && { 'aria-current': 'page' })}
          className={classNames(
            '-mb-px flex h-9 items-center border-b-2 px-1',
            id === current ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
