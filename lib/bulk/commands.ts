import type { CommandSelection, ObjectCommand } from '../commands/command.ts';

/** What can be done to many objects alike; each has a form of its own. */
export type SelectionChange =
  'tags' | 'metadata' | 'class' | 'encryption' | 'access' | 'lock' | 'archive' | 'restore' | 'copy' | 'move';

/** Changes of many go step by step while their dialog is open; more than this many would take too long for that. */
const maxChangedAtOnce = 1000;

const isWritable = ({ isReadOnly, isPast, folders, objects }: CommandSelection): boolean =>
  !isReadOnly && !isPast && folders === 0 && objects <= maxChangedAtOnce;
const isMany = (selection: CommandSelection): boolean => selection.objects > 1 && isWritable(selection);
/** What writes objects anew would bring old versions up. */
const isManyCurrent = (selection: CommandSelection): boolean => isMany(selection) && !selection.isVersions;

/** Folders, or more objects than a dialog waits for, as they are now: a job takes them. */
const isWhole = ({ isReadOnly, isPast, isVersions, folders, objects }: CommandSelection): boolean =>
  !isReadOnly && !isPast && !isVersions && (folders > 0 || objects > maxChangedAtOnce);

const isAny = (selection: CommandSelection): boolean => isMany(selection) || isWhole(selection);
const isAnyCurrent = (selection: CommandSelection): boolean => isManyCurrent(selection) || isWhole(selection);

const can = ({ lacks }: CommandSelection, capability: string): boolean => !lacks.includes(capability);

/** Commands that change many objects, or versions, alike. */
export const changeCommands: readonly ObjectCommand[] = [
  {
    id: 'restore-versions',
    title: 'Restore …',
    icon: 'restore',
    scope: 'selection',
    inToolbar: true,
    appliesTo: (selection) => selection.isVersions && selection.objects > 0 && isWritable(selection),
    run: (acts) => acts.changeSelected('restore'),
  },
  {
    id: 'return',
    title: 'Restore to that time …',
    icon: 'restore',
    scope: 'selection',
    inToolbar: true,
    appliesTo: ({ isPast, isReadOnly, folders, objects }) =>
      isPast && !isReadOnly && folders === 0 && objects > 0 && objects <= maxChangedAtOnce,
    run: (acts) => acts.returnSelected(),
  },
  {
    id: 'copy-many',
    title: 'Copy to …',
    icon: 'copy',
    scope: 'selection',
    appliesTo: (selection) => isMany(selection) || isWhole(selection),
    run: (acts) => acts.transferSelected('copy'),
  },
  {
    id: 'move-many',
    title: 'Move to …',
    icon: 'move',
    scope: 'selection',
    appliesTo: (selection) => isManyCurrent(selection) || isWhole(selection),
    run: (acts) => acts.transferSelected('move'),
  },
  {
    id: 'rename-folder',
    title: 'Rename …',
    icon: 'edit',
    scope: 'selection',
    shortcut: { label: 'F2', key: 'F2' },
    appliesTo: (selection) => isWhole(selection) && selection.folders === 1 && selection.objects === 0,
    run: (acts) => acts.transferSelected('rename'),
  },
  {
    id: 'change-tags',
    title: 'Change tags …',
    icon: 'tags',
    scope: 'selection',
    appliesTo: (selection) => isAny(selection) && can(selection, 'object-tagging'),
    run: (acts) => acts.changeSelected('tags'),
  },
  {
    id: 'change-metadata',
    title: 'Change metadata …',
    icon: 'edit',
    scope: 'selection',
    appliesTo: isAnyCurrent,
    run: (acts) => acts.changeSelected('metadata'),
  },
  {
    id: 'change-class',
    title: 'Change storage class …',
    icon: 'class',
    scope: 'selection',
    appliesTo: isAnyCurrent,
    run: (acts) => acts.changeSelected('class'),
  },
  {
    id: 'change-encryption',
    title: 'Change encryption …',
    icon: 'lock',
    scope: 'selection',
    appliesTo: (selection) => isAnyCurrent(selection) && can(selection, 'bucket-encryption'),
    run: (acts) => acts.changeSelected('encryption'),
  },
  {
    id: 'change-access',
    title: 'Change access …',
    icon: 'access',
    scope: 'selection',
    appliesTo: (selection) => isAny(selection) && can(selection, 'object-acl'),
    run: (acts) => acts.changeSelected('access'),
  },
  {
    id: 'change-lock',
    title: 'Retention and legal hold …',
    icon: 'lock',
    scope: 'selection',
    appliesTo: (selection) => isAny(selection) && can(selection, 'bucket-object-lock'),
    run: (acts) => acts.changeSelected('lock'),
  },
  {
    id: 'restore-archived',
    title: 'Restore from the archive …',
    icon: 'archive',
    scope: 'selection',
    appliesTo: (selection) => isAny(selection) && can(selection, 'archive'),
    run: (acts) => acts.changeSelected('archive'),
  },
];
