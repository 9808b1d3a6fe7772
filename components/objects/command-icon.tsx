'use client';

import dynamic from 'next/dynamic';

/** The picture of a command. No command is shown before something is selected or a menu opens; the pictures come then. */
export const CommandIcon = dynamic(() => import('./command-icons').then((module) => module.CommandIcons), {
  ssr: false,
  loading: () => <span className="size-3.5" />,
});
