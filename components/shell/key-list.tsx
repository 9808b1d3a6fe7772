'use client';

import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useRegistries, type KeyHelp } from './commands';

const shellKeys: readonly KeyHelp[] = [
  { keys: 'Ctrl K', does: 'Every command, bucket and connection by name', group: 'Everywhere' },
  { keys: 'Ctrl L', does: 'Edit the path', group: 'Everywhere' },
  { keys: '?', does: 'This list', group: 'Everywhere' },
  { keys: 'Esc', does: 'Close what is open', group: 'Everywhere' },
];

/** Every key that does something here. */
export function KeyList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const registries = useRegistries();
  const isOfShell = (keys: string) => shellKeys.some((entry) => entry.keys === keys);
  const commands = registries.commands
    .getAll()
    .flatMap(({ shortcut, title, group }) =>
      shortcut && !isOfShell(shortcut) ? [{ keys: shortcut, does: title, group }] : [],
    );
  const all = [...shellKeys, ...registries.keys.getAll(), ...commands];
  const groups = [...new Set(all.map(({ group }) => group))];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" width="medium">
      <div className="grid gap-x-8 gap-y-4 min-[680px]:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-xs font-semibold text-ink-3">{group}</h3>
            <dl>
              {all
                .filter((entry) => entry.group === group)
                .map(({ keys, does }) => (
                  <div key={keys} className="flex items-baseline justify-between gap-4 py-[3px]">
                    <dt>{does}</dt>
                    <dd className="shrink-0">
                      <Kbd>{keys}</Kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
