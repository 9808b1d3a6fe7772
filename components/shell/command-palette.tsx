'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Database, LogIn, Search, Server } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useBuckets } from '@/components/buckets/use-buckets';
import { useConnections } from '@/components/connections/use-connections';
import { classNames } from '@/components/ui/class-names';
import { dialogBackdrop } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { KeyName } from '@/components/ui/key-name';
import { popupItem } from '@/components/ui/popup-style';
import { bucketsRoute, objectsRoute, signInRoute } from '@/lib/client/routes';
import { useRegistries, type Command } from './commands';

/** More would only be scrolled past; typing narrows. */
const shownItems = 60;

interface CommandGroup {
  value: string;
  items: Command[];
}

function groupCommands(commands: Command[]): CommandGroup[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = groups.get(command.group);
    if (group) group.push(command);
    else groups.set(command.group, [command]);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}

/** Jumps to connections and to the buckets of the current one. */
function usePlaces(connection: string | null): Command[] {
  const router = useRouter();
  const connections = useConnections();
  const { buckets } = useBuckets(connection);
  return useMemo(
    () => [
      ...connections.map(({ id, name, isOpen }) => ({
        id: `connection:${id}`,
        title: name,
        group: 'Connections',
        icon: isOpen ? <Server size={14} /> : <LogIn size={14} />,
        run: () => router.push(isOpen ? bucketsRoute(id) : signInRoute(id)),
      })),
      ...buckets.map(({ name }) => ({
        id: `bucket:${name}`,
        title: name,
        group: 'Buckets',
        icon: <Database size={14} />,
        run: () => {
          if (connection !== null) router.push(objectsRoute(connection, name));
        },
      })),
    ],
    [router, connections, buckets, connection],
  );
}

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  connection: string | null;
}

/** Everything that can be done here, and every place one can go, by name. */
export function CommandPalette({ open, onOpenChange, connection }: CommandPaletteProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogBackdrop} />
        <BaseDialog.Popup
          aria-label="Command palette"
          className="fixed top-[12dvh] left-1/2 z-40 flex max-h-[min(440px,76dvh)] w-[560px] max-w-[calc(100vw-16px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-pop outline-none transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
        >
          <PaletteList connection={connection} onDone={() => onOpenChange(false)} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function PaletteList({ connection, onDone }: { connection: string | null; onDone: () => void }) {
  const registries = useRegistries();
  // What the screens offered at the moment of opening.
  const [offered] = useState(() => registries.commands.getAll());
  const places = usePlaces(connection);
  const groups = useMemo(() => groupCommands([...offered, ...places]), [offered, places]);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      limit={shownItems}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(command: Command) => command.title}
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search size={15} aria-hidden="true" className="shrink-0 text-ink-3" />
        <Autocomplete.Input
          aria-label="Search commands, buckets and connections"
          placeholder="Search commands, buckets and connections"
          className="h-11 w-full bg-transparent text-lg outline-none placeholder:text-ink-3"
        />
        <BaseDialog.Close className="shrink-0 rounded" aria-label="Close, Esc">
          <Kbd>Esc</Kbd>
        </BaseDialog.Close>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Autocomplete.Empty>
          <p className="px-4 py-6 text-center text-ink-3">Nothing goes by that name.</p>
        </Autocomplete.Empty>
        <Autocomplete.List className="p-1 empty:p-0">
          {(group: CommandGroup) => (
            <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1">
              <Autocomplete.GroupLabel className="px-2 pt-1.5 pb-0.5 text-xs font-semibold text-ink-3">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.id}
                    value={command}
                    className={classNames(popupItem, 'scroll-my-1')}
                    onClick={() => {
                      onDone();
                      command.run();
                    }}
                  >
                    <span aria-hidden="true" className="flex w-4 shrink-0 justify-center text-ink-3">
                      {command.icon}
                    </span>
                    <span className="min-w-0 flex-1 truncate">
                      <KeyName text={command.title} />
                    </span>
                    {command.shortcut && <Kbd>{command.shortcut}</Kbd>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}
