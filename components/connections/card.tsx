'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, LogIn, LogOut, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useToast } from '@/components/ui/toast';
import { bucketsRoute, signInRoute } from '@/lib/client/routes';
import { connectionHealthQuery, signOutMutation } from '@/lib/connections/queries';
import type { ConnectionHealth, ConnectionView } from '@/lib/connections/types';
import { formatDate } from '@/lib/format/dates';
import { formatMilliseconds } from '@/lib/format/durations';
import { describeAddressing } from './addressing';
import { describeClockSkew, isClockSkewed, toHealth } from './health';
import { HealthDot } from './health-dot';
import { useConnections } from './use-connections';

/** One connection: who is signed in, how it is reached and how it is doing. */
export function ConnectionCard({ connection }: { connection: ConnectionView }) {
  const query = useQuery({ ...connectionHealthQuery(connection.id), enabled: connection.isOpen });
  const health = connection.isOpen
    ? toHealth(query.data, query.isError)
    : ({ tone: 'unknown', summary: 'Not signed in' } as const);
  return (
    <article className="rounded-lg border border-line bg-surface" aria-label={connection.name}>
      <header className="flex items-start gap-2.5 border-b border-line px-4 py-2.5">
        <HealthDot health={health} className="mt-3" />
        <div className="flex min-h-[30px] min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <h2 className="text-lg font-semibold break-words">
            {connection.isOpen ? (
              <Link href={bucketsRoute(connection.id)} className="hover:underline">
                {connection.name}
              </Link>
            ) : (
              connection.name
            )}
          </h2>
          {/* The dot says the same to screen readers. */}
          <span aria-hidden="true" className="text-ink-2">
            {health.summary}
          </span>
          {connection.readOnly && <Badge tone="warn">read-only</Badge>}
        </div>
        <span className="flex shrink-0 gap-1.5">
          {connection.isOpen && (
            <IconButton
              label={`Check ${connection.name} again`}
              pending={query.isFetching}
              onClick={() => void query.refetch()}
            >
              <RotateCw size={14} aria-hidden="true" />
            </IconButton>
          )}
          <SessionButton connection={connection} />
          {connection.isOpen && (
            <ButtonLink
              variant="primary"
              href={bucketsRoute(connection.id)}
              icon={<ArrowRight size={14} aria-hidden="true" />}
              aria-label={`Buckets of ${connection.name}`}
            >
              Buckets
            </ButtonLink>
          )}
        </span>
      </header>
      <div className="px-4 py-3">
        <HealthFacts connection={connection} health={query.data ?? null} />
        {query.isError && (
          <ErrorNotice error={query.error} title="The connection could not be checked" className="mt-3" />
        )}
        {query.data && <HealthRemarks health={query.data} connection={connection} />}
      </div>
    </article>
  );
}

function SessionButton({ connection }: { connection: ConnectionView }) {
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const others = useConnections().filter(({ id, isOpen }) => isOpen && id !== connection.id);
  const signOut = useMutation(signOutMutation(client));

  const leave = async () => {
    try {
      await signOut.mutateAsync(connection.id);
      if (others.length === 0) router.push(signInRoute(connection.id));
    } catch (error) {
      toast.error(`Not signed out of ${connection.name}`, error);
    }
  };

  if (!connection.isOpen) {
    return (
      <ButtonLink href={signInRoute(connection.id)} icon={<LogIn size={14} aria-hidden="true" />}>
        Sign in
      </ButtonLink>
    );
  }
  if (connection.credentials === 'static') return null;
  return (
    <Button icon={<LogOut size={14} aria-hidden="true" />} pending={signOut.isPending} onClick={leave}>
      Sign out
    </Button>
  );
}

function describeProvider(connection: ConnectionView, health: ConnectionHealth | null): string {
  if (!health) return connection.provider.name;
  return [health.provider.name, health.provider.version].filter(Boolean).join(' ');
}

function describeSession({ isOpen, credentials, expires }: ConnectionView): string {
  if (credentials === 'static') return 'no sign-in needed';
  if (!isOpen) return 'not signed in';
  return expires === null ? 'signed in' : `signed in until ${formatDate(expires)}`;
}

function HealthFacts({ connection, health }: { connection: ConnectionView; health: ConnectionHealth | null }) {
  const skew = health === null ? null : describeClockSkew(health.clockSkewMs);
  return (
    <dl className="grid gap-x-6 gap-y-1.5 min-[680px]:grid-cols-2">
      <Fact name="Endpoint">
        <span className="font-mono text-sm">{connection.host}</span>
      </Fact>
      <Fact name="Region">
        <span className="font-mono text-sm">{connection.region}</span>
      </Fact>
      <Fact name="Addressing">{describeAddressing(health?.addressing ?? connection.addressing)}</Fact>
      <Fact name="Provider">{describeProvider(connection, health)}</Fact>
      <Fact name="Session">{describeSession(connection)}</Fact>
      {connection.accessKeyId !== null && (
        <Fact name="Access key">
          <span className="font-mono text-sm">{connection.accessKeyId}</span>
          {connection.hasSessionToken && ' with a session token'}
        </Fact>
      )}
      {health && health.roundTripMs !== null && (
        <Fact name="Round trip">{formatMilliseconds(health.roundTripMs)}, one list call</Fact>
      )}
      {skew !== null && <Fact name="Its clock">{skew}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[92px_minmax(0,1fr)] gap-2">
      <dt className="text-ink-3">{name}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}

function HealthRemarks({ health, connection }: { health: ConnectionHealth; connection: ConnectionView }) {
  return (
    <>
      {health.problem !== null && (
        <Callout tone="danger" className="mt-3">
          {health.problem}
        </Callout>
      )}
      {isClockSkewed(health) && (
        <Callout tone="warn" title="The clocks differ" className="mt-3">
          The server’s clock is {describeClockSkew(health.clockSkewMs)}. S3 refuses requests that are more than 15
          minutes off: set the clock of the console’s host or of the server.
        </Callout>
      )}
      {health.missingPermissions.length > 0 && (
        <Callout tone="warn" title="These keys lack a permission" className="mt-3">
          {health.missingPermissions.map((permission) => (
            <code key={permission} className="mr-2 font-mono text-sm text-ink">
              {permission}
            </code>
          ))}
          <br />
          Buckets cannot be listed. Open one by name on the{' '}
          <Link href={bucketsRoute(connection.id)} className="underline underline-offset-2">
            bucket page
          </Link>
          .
        </Callout>
      )}
    </>
  );
}
