'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { PageActions } from '@/components/shell/slots';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { useToast } from '@/components/ui/toast';
import { signInRoute } from '@/lib/client/routes';
import { signOutMutation } from '@/lib/connections/queries';
import { ConnectionCard } from './card';
import { useConnections } from './use-connections';

/** Every configured connection with its health, and the way in and out of each. */
export function ConnectionsOverview() {
  const connections = useConnections();
  const signOut = useMutation(signOutMutation(useQueryClient()));
  const toast = useToast();
  const router = useRouter();
  const signedIn = connections.filter(({ isOpen, credentials }) => isOpen && credentials === 'user');

  const signOutAll = async () => {
    try {
      for (const { id } of signedIn) await signOut.mutateAsync(id);
      router.push(signInRoute());
    } catch (error) {
      toast.error('Not signed out everywhere', error);
    }
  };

  return (
    <div className="mx-auto w-full max-w-[880px] px-4 py-5">
      <PageActions>
        {signedIn.length > 1 && (
          <Button icon={<LogOut size={14} aria-hidden="true" />} pending={signOut.isPending} onClick={signOutAll}>
            Sign out of all
          </Button>
        )}
      </PageActions>
      <h1 className="text-xl font-semibold">Connections</h1>
      <p className="mb-4 text-ink-2">The S3 endpoints this console may reach, and how they are doing.</p>
      {connections.length === 0 ? (
        <EmptyState title="No connection is configured">The operator names them in the configuration.</EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {connections.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard connection={connection} />
            </li>
          ))}
        </ul>
      )}
      {connections.some(({ isOpen }) => !isOpen) && (
        <p className="mt-4">
          <ButtonLink href={signInRoute()}>Sign in to another connection</ButtonLink>
        </p>
      )}
    </div>
  );
}
