'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Keyboard, ListChecks, LogOut } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useConnection } from '@/components/connections/use-connections';
import { IconButton } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { useToast } from '@/components/ui/toast';
import { homeRoute, jobsRoute } from '@/lib/client/routes';
import { signOutMutation } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';
import { Brand } from './brand';
import { BucketList } from './bucket-list';
import { ConnectionSwitcher } from './connection-switcher';
import type { Place } from './place';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

interface SidebarProps {
  place: Place;
  theme: Theme;
  onOpenKeyList: () => void;
  /** A link was followed; a drawer closes then. */
  onNavigate: () => void;
}

/** The left side: where to connect, which bucket, and the few things about the console itself. */
export function Sidebar({ place, theme, onOpenKeyList, onNavigate }: SidebarProps) {
  const connection = useConnection(place.connection);
  return (
    <>
      <div className="flex h-12 shrink-0 items-center px-3.5">
        <Link href={homeRoute} onClick={onNavigate} className="rounded">
          <Brand />
        </Link>
      </div>
      <h2 className="px-3.5 pb-1 text-xs font-semibold text-ink-3">Connection</h2>
      <ConnectionSwitcher current={connection} />
      <div className="flex min-h-0 flex-1 flex-col">
        {connection?.isOpen && (
          <BucketList connection={connection.id} currentBucket={place.bucket} onNavigate={onNavigate} />
        )}
      </div>
      <div className="flex shrink-0 items-center gap-1 border-t border-line p-2">
        <ThemeSwitch initial={theme} />
        <span className="flex-1" />
        {connection?.isOpen && (
          <Link
            href={jobsRoute(connection.id)}
            aria-label="Jobs"
            title="Jobs"
            onClick={onNavigate}
            className={buttonClass('quiet', 'medium', true)}
          >
            <ListChecks size={15} aria-hidden="true" />
          </Link>
        )}
        <IconButton label="Keys (?)" onClick={onOpenKeyList}>
          <Keyboard size={15} aria-hidden="true" />
        </IconButton>
        {connection?.isOpen && connection.credentials === 'user' && <SignOutButton connection={connection} />}
      </div>
    </>
  );
}

function SignOutButton({ connection }: { connection: ConnectionView }) {
  const signOut = useMutation(signOutMutation(useQueryClient()));
  const router = useRouter();
  const toast = useToast();
  const leave = async () => {
    try {
      // Awaited, because callbacks of `mutate` are not called once the button is gone, and it goes with the session.
      await signOut.mutateAsync(connection.id);
      router.push(homeRoute);
    } catch (error) {
      toast.error(`Not signed out of ${connection.name}`, error);
    }
  };
  return (
    <IconButton label={`Sign out of ${connection.name}`} pending={signOut.isPending} onClick={leave}>
      <LogOut size={15} aria-hidden="true" />
    </IconButton>
  );
}
