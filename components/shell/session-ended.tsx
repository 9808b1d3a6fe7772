'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { SignInForm } from '@/components/connections/sign-in-form';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { signInRoute } from '@/lib/client/routes';
import { emitSessionResume } from '@/lib/client/session-events';
import type { ConnectionView } from '@/lib/connections/types';

interface SessionEndedProps {
  connection: ConnectionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for the keys again over the page, so that nothing on it is lost, then asks again for what was refused. */
export function SessionEnded({ connection, open, onOpenChange }: SessionEndedProps) {
  const client = useQueryClient();
  const toast = useToast();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="small"
      keepOpenOnOutsidePress
      title={`Your session for ${connection.name} has ended`}
      description="Sign in again. The page stays as it is, and what was refused is asked again."
    >
      <SignInForm
        connection={{ ...connection, isOpen: false }}
        onSignedIn={() => {
          onOpenChange(false);
          toast.success(`Signed in to ${connection.name}`);
          void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
          emitSessionResume(connection.id);
        }}
      />
      <p className="mt-3 text-sm text-ink-3">
        <Link href={signInRoute()} className="underline underline-offset-2 hover:text-ink">
          Leave this page
        </Link>{' '}
        for the sign-in page.
      </p>
    </Dialog>
  );
}
