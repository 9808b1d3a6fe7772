'use client';

import { ChevronsUpDown, LogIn, Settings2 } from 'lucide-react';
import { Menu, MenuLinkItem, MenuSeparator } from '@/components/ui/menu';
import { useHealth } from '@/components/connections/use-health';
import { describeAddressing } from '@/components/connections/addressing';
import { bucketsRoute, homeRoute, signInRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { HealthDot } from '@/components/connections/health-dot';
import { useConnections } from '@/components/connections/use-connections';

/** The current connection with its health, and the way to the others. */
export function ConnectionSwitcher({ current }: { current: ConnectionView | null }) {
  const connections = useConnections();
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="mx-2 flex items-center gap-2 rounded-lg border border-line bg-surface px-2 py-[7px] text-left hover:border-line-strong"
        >
          {current ? (
            <ConnectionLabel connection={current} />
          ) : (
            <span className="flex-1 font-semibold">Choose a connection</span>
          )}
          <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
        </button>
      }
    >
      {connections.map((connection) => (
        <MenuLinkItem
          key={connection.id}
          href={connection.isOpen ? bucketsRoute(connection.id) : signInRoute(connection.id)}
          icon={connection.isOpen ? <MenuHealth connection={connection} /> : <LogIn size={14} />}
        >
          <span className="block truncate">{connection.name}</span>
          <span className="block truncate text-xs text-ink-3">{connection.host}</span>
        </MenuLinkItem>
      ))}
      <MenuSeparator />
      <MenuLinkItem href={homeRoute} icon={<Settings2 size={14} />}>
        All connections
      </MenuLinkItem>
    </Menu>
  );
}

function MenuHealth({ connection }: { connection: ConnectionView }) {
  return <HealthDot health={useHealth(connection)} />;
}

function ConnectionLabel({ connection }: { connection: ConnectionView }) {
  const health = useHealth(connection);
  const addressing = describeAddressing(connection.addressing);
  return (
    <>
      <HealthDot health={health} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{connection.name}</span>
        <span className="block truncate text-xs text-ink-3">
          {connection.host} · {addressing}
        </span>
      </span>
    </>
  );
}
