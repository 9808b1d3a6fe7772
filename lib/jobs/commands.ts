import type { ObjectCommand } from '../commands/command.ts';

/** Jobs over everything that lies in a place, whatever is selected. */
export const placeJobCommands: readonly ObjectCommand[] = [
  {
    id: 'return-all',
    title: 'Restore everything here to that time …',
    icon: 'restore',
    scope: 'place',
    appliesTo: ({ isPast, isReadOnly }) => isPast && !isReadOnly,
    run: (acts) => acts.returnAll(),
  },
  {
    id: 'sync',
    title: 'Sync to …',
    icon: 'copy',
    scope: 'place',
    appliesTo: ({ isReadOnly, isVersions, isPast, isSearch }) => !isReadOnly && !isVersions && !isPast && !isSearch,
    run: (acts) => acts.syncTo(),
  },
  {
    id: 'inventory',
    title: 'Inventory …',
    icon: 'inventory',
    scope: 'place',
    appliesTo: ({ isPast, isSearch }) => !isPast && !isSearch,
    run: (acts) => acts.takeInventory(),
  },
  {
    id: 'purge',
    title: 'Delete older versions …',
    icon: 'delete',
    scope: 'place',
    danger: true,
    appliesTo: ({ canVersion, isReadOnly, isPast, isSearch }) => canVersion && !isReadOnly && !isPast && !isSearch,
    run: (acts) => acts.purgeOlder(),
  },
];
