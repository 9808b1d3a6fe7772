'use client';

import { MenuGroup, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { UnavailableCommand } from '@/lib/bulk/unavailable';
import type { ObjectActs, ObjectCommand } from '@/lib/commands/command';
import { CommandIcon } from './command-icon';

export interface CommandItemsProps {
  commands: readonly ObjectCommand[];
  /** Those that do not apply to the selection stay in sight, with the reason. */
  unavailable?: readonly UnavailableCommand[];
  acts: ObjectActs;
}

/** Commands as entries of a menu; those that take something away stand apart, at the end. */
export function CommandItems({ commands, unavailable = [], acts }: CommandItemsProps) {
  const safe = commands.filter(({ danger }) => !danger);
  const dangerous = commands.filter(({ danger }) => danger);
  return (
    <>
      {safe.map((command) => (
        <CommandItem key={command.id} command={command} acts={acts} />
      ))}
      {[...new Set(unavailable.map(({ why }) => why))].map((why) => (
        <MenuGroup key={why} label={why}>
          {unavailable
            .filter((other) => other.why === why)
            .map(({ command: { id, icon, title } }) => (
              <MenuItem key={id} disabled icon={<CommandIcon name={icon} />} onSelect={() => undefined}>
                {title}
              </MenuItem>
            ))}
        </MenuGroup>
      ))}
      {safe.length > 0 && dangerous.length > 0 && <MenuSeparator />}
      {dangerous.map((command) => (
        <CommandItem key={command.id} command={command} acts={acts} />
      ))}
    </>
  );
}

function CommandItem({ command, acts }: { command: ObjectCommand; acts: ObjectActs }) {
  return (
    <MenuItem
      icon={<CommandIcon name={command.icon} />}
      shortcut={command.shortcut?.label}
      danger={command.danger}
      onSelect={() => command.run(acts)}
    >
      {command.title}
    </MenuItem>
  );
}
