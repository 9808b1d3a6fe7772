'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Callout } from '@/components/ui/callout';
import { classNames } from '@/components/ui/class-names';
import { bucketsRoute, homeRoute } from '@/lib/client/routes';
import { connectionsQuery } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';
import { SignInForm } from './sign-in-form';

interface SignInScreenProps {
  connections: ConnectionView[];
  /** The connection to sign in to, as the address asks. */
  preferred: string | null;
  /** Where the user was going. */
  next: Route | null;
}

/** Choose a connection and give its keys. Several can be open at once. */
export function SignInScreen({ connections: initial, preferred, next }: SignInScreenProps) {
  const { data: connections = initial } = useQuery({ ...connectionsQuery(initial), refetchOnMount: false });
  const router = useRouter();
  const first =
    connections.find(({ id }) => id === preferred) ?? connections.find(({ isOpen }) => !isOpen) ?? connections[0];
  const [chosenId, setChosenId] = useState(first?.id ?? null);
  const chosen = connections.find(({ id }) => id === chosenId) ?? null;

  return (
    <div className="flex flex-col gap-5">
      {connections.length === 0 && (
        <Callout tone="warn" title="No connection is configured">
          The operator of this console names the S3 endpoints it may reach. See the README, “Connections”.
        </Callout>
      )}
      {connections.length > 1 && (
        <fieldset className="min-w-0">
          <legend className="mb-1.5 font-medium">Connection</legend>
          <div className="flex flex-col gap-1.5">
            {connections.map((connection) => (
              <ConnectionChoice
                key={connection.id}
                connection={connection}
                isChosen={connection.id === chosenId}
                onChoose={() => setChosenId(connection.id)}
              />
            ))}
          </div>
        </fieldset>
      )}
      {chosen && (
        <section aria-label={`Sign in to ${chosen.name}`}>
          {connections.length === 1 && (
            <p className="mb-3 flex items-center gap-2">
              <span className="font-medium">{chosen.name}</span>
              <Badge>{chosen.provider.name}</Badge>
            </p>
          )}
          {chosen.isOpen ? (
            <OpenAlready connection={chosen} />
          ) : (
            <SignInForm
              key={chosen.id}
              connection={chosen}
              onSignedIn={(connection) => router.push(next ?? bucketsRoute(connection.id))}
            />
          )}
          <KeysNote connection={chosen} />
        </section>
      )}
      {connections.some(({ isOpen }) => isOpen) && (
        <Link href={homeRoute} className="self-start text-ink-2 underline underline-offset-2 hover:text-ink">
          Go to the open connections
        </Link>
      )}
    </div>
  );
}

interface ConnectionChoiceProps {
  connection: ConnectionView;
  isChosen: boolean;
  onChoose: () => void;
}

function ConnectionChoice({ connection, isChosen, onChoose }: ConnectionChoiceProps) {
  return (
    <label
      className={classNames(
        'flex cursor-default items-center gap-2.5 rounded-lg border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        isChosen ? 'border-accent bg-select' : 'border-line bg-surface hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name="connection"
        value={connection.id}
        checked={isChosen}
        onChange={onChoose}
        className="size-[14px] accent-accent outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{connection.name}</span>
        <span className="block truncate text-sm text-ink-2">
          {connection.host}
          {connection.credentials === 'static' && ' · no sign-in needed'}
        </span>
      </span>
      {connection.isOpen && connection.credentials === 'user' && <Badge tone="ok">signed in</Badge>}
    </label>
  );
}

function OpenAlready({ connection }: { connection: ConnectionView }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        {connection.credentials === 'static'
          ? 'This connection needs no sign-in: its keys are kept on the server, for this machine only.'
          : `You are signed in with ${connection.accessKeyId ?? 'your keys'}.`}
      </p>
      <ButtonLink
        href={bucketsRoute(connection.id)}
        variant="primary"
        icon={<ArrowRight size={14} aria-hidden="true" />}
      >
        Open {connection.name}
      </ButtonLink>
    </div>
  );
}

/** Where the keys go, said before they are typed. */
function KeysNote({ connection }: { connection: ConnectionView }) {
  if (connection.isOpen) return null;
  return (
    <p className="mt-3 text-sm text-ink-3">
      The keys are tried on <span className="font-mono text-ink-2">{connection.host}</span> with one call, then sealed
      into a cookie that scripts cannot read. Cooper keeps no copy.
    </p>
  );
}
