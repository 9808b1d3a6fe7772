'use client';

import { useQuery } from '@tanstack/react-query';
import { Menu as MenuIcon, Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { IconButton } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { classNames } from '@/components/ui/class-names';
import { Kbd } from '@/components/ui/kbd';
import { subscribeToSessionEnd } from '@/lib/client/session-events';
import { connectionsQuery } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';
import { CommandsProvider } from './commands';
import { PathBar } from './path-bar';
import { usePlace, type Place } from './place';
import { ShellCommands } from './shell-commands';
import { Sidebar } from './sidebar';
import { SlotOutlet, SlotsProvider } from './slots';
import type { Theme } from './theme';
import { useShellKeys } from './use-shell-keys';

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
});
const KeyList = dynamic(() => import('./key-list').then((module) => module.KeyList), { ssr: false });
const SessionEnded = dynamic(() => import('./session-ended').then((module) => module.SessionEnded), { ssr: false });
const Drawer = dynamic(() => import('@/components/ui/drawer').then((module) => module.Drawer), { ssr: false });

interface AppShellProps {
  /** As the server saw them when it rendered the page. */
  connections: ConnectionView[];
  theme: Theme;
  children: ReactNode;
}

/** The frame around every page of the console. */
export function AppShell({ connections, theme, children }: AppShellProps) {
  // Fills the cache before anything below asks.
  useQuery(connectionsQuery(connections));
  return (
    <CommandsProvider>
      <SlotsProvider>
        <Frame theme={theme}>{children}</Frame>
      </SlotsProvider>
    </CommandsProvider>
  );
}

/** The side bar beside the page has nothing to close. */
const stay = () => undefined;

/** The drawer is for the page it was opened on: wherever a link in it leads, it is closed there. */
type Overlay = { kind: 'palette' | 'keys' } | { kind: 'drawer'; pathname: string } | null;

function Frame({ theme, children }: { theme: Theme; children: ReactNode }) {
  const place = usePlace();
  const pathname = usePathname();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [isEditingPath, setEditingPath] = useState(false);
  const closeOverlay = (isOpen: boolean) => {
    if (!isOpen) setOverlay(null);
  };
  const acts = {
    openPalette: () => setOverlay({ kind: 'palette' }),
    openKeyList: () => setOverlay({ kind: 'keys' }),
    editPath: () => setEditingPath(true),
  };
  useShellKeys(acts);

  return (
    <div className="grid h-dvh grid-cols-[232px_minmax(0,1fr)] grid-rows-[48px_minmax(0,1fr)] max-[1100px]:grid-cols-[208px_minmax(0,1fr)] max-[680px]:grid-cols-[minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <ShellCommands place={place} {...acts} />
      <aside
        aria-label="Connections and buckets"
        className="row-span-2 flex min-h-0 flex-col border-r border-line bg-sunken max-[680px]:hidden"
      >
        <Sidebar place={place} theme={theme} onOpenKeyList={acts.openKeyList} onNavigate={stay} />
      </aside>
      <TopBar
        place={place}
        isEditingPath={isEditingPath}
        onEditingPathChange={setEditingPath}
        onOpenPalette={acts.openPalette}
        onOpenDrawer={() => setOverlay({ kind: 'drawer', pathname })}
      />
      <Body>{children}</Body>
      {overlay?.kind === 'drawer' && overlay.pathname === pathname && (
        <Drawer
          open
          onOpenChange={closeOverlay}
          title="Connections and buckets"
          hideTitle
          side="left"
          className="bg-sunken!"
        >
          <Sidebar place={place} theme={theme} onOpenKeyList={acts.openKeyList} onNavigate={() => setOverlay(null)} />
        </Drawer>
      )}
      {overlay?.kind === 'palette' && <CommandPalette open onOpenChange={closeOverlay} connection={place.connection} />}
      {overlay?.kind === 'keys' && <KeyList open onOpenChange={closeOverlay} />}
      <SessionWatch place={place} />
    </div>
  );
}

/** The page, with the tray in its corner, and the details panel beside or over it. */
function Body({ children }: { children: ReactNode }) {
  return (
    <div className="relative flex min-h-0 min-w-0">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <main
          id="content"
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface outline-none"
        >
          {children}
        </main>
        <SlotOutlet
          name="tray"
          className="absolute right-3.5 bottom-[42px] z-20 w-[330px] max-w-[calc(100%-16px)] empty:hidden max-[680px]:right-2"
        />
      </div>
      <SlotOutlet
        name="details"
        className={classNames(
          'w-[366px] shrink-0 min-[1100px]:max-[1279px]:w-[320px] overflow-y-auto border-l border-line bg-surface empty:hidden',
          'max-[1100px]:absolute max-[1100px]:inset-y-0 max-[1100px]:right-0 max-[1100px]:z-30 max-[1100px]:shadow-pop',
          'max-[680px]:w-full max-[680px]:border-l-0',
        )}
      />
    </div>
  );
}

interface TopBarProps {
  place: Place;
  isEditingPath: boolean;
  onEditingPathChange: (isEditing: boolean) => void;
  onOpenPalette: () => void;
  onOpenDrawer: () => void;
}

function TopBar({ place, isEditingPath, onEditingPathChange, onOpenPalette, onOpenDrawer }: TopBarProps) {
  return (
    <header className="relative flex min-w-0 items-center gap-2 border-b border-line bg-surface px-3.5 max-[680px]:gap-1 max-[680px]:px-2">
      <IconButton label="Connections and buckets" className="min-[680px]:hidden" onClick={onOpenDrawer}>
        <MenuIcon size={16} aria-hidden="true" />
      </IconButton>
      <PathBar place={place} isEditing={isEditingPath} onEditingChange={onEditingPathChange} />
      <button
        type="button"
        className={classNames(buttonClass('quiet'), 'max-[680px]:px-[7px]')}
        onClick={onOpenPalette}
      >
        <Search size={14} aria-hidden="true" />
        <span className="sr-only">Command palette</span>
        <Kbd className="max-[680px]:hidden">Ctrl K</Kbd>
      </button>
      <SlotOutlet name="actions" className="flex shrink-0 items-center gap-2 empty:hidden max-[680px]:gap-1" />
    </header>
  );
}

/** Listens for sessions that end and asks for the keys where the user is. */
function SessionWatch({ place }: { place: Place }) {
  const [ended, setEnded] = useState<string | null>(null);
  const connection = useConnection(ended);
  const current = place.connection;
  useEffect(() => subscribeToSessionEnd((id) => setEnded(id ?? current)), [current]);
  if (!connection) return null;
  return <SessionEnded connection={connection} open onOpenChange={() => setEnded(null)} />;
}
