import { changeCommands } from '../bulk/commands.ts';
import type { CommandSelection, ObjectCommand } from '../commands/command.ts';
import { placeJobCommands } from '../jobs/commands.ts';

/** Browsers ask before they save many files at once, and lose some of more. */
const maxDownloads = 10;

const isOne = ({ objects, folders }: CommandSelection): boolean => objects + folders === 1;
const isOneObject = ({ objects, folders }: CommandSelection): boolean => objects === 1 && folders === 0;
const isSome = ({ objects, folders }: CommandSelection): boolean => objects + folders > 0;

/** Everything a user can do with objects. Toolbar, context menu, keyboard and command palette read this one list. */
export const objectCommands: readonly ObjectCommand[] = [
  { id: 'open', title: 'Open', icon: 'open', scope: 'selection', appliesTo: isOne, run: (acts) => acts.open() },
  {
    id: 'look',
    title: 'Quick look',
    icon: 'look',
    scope: 'selection',
    // The space bar is bound by the table: elsewhere on the page it presses buttons.
    appliesTo: isOneObject,
    run: (acts) => acts.look(),
  },
  {
    id: 'details',
    title: 'Show details',
    icon: 'details',
    scope: 'selection',
    shortcut: { label: 'Alt Enter', key: 'Enter', alt: true },
    appliesTo: isOneObject,
    run: (acts) => acts.showDetails(),
  },
  {
    id: 'reveal',
    title: 'Show in its folder',
    icon: 'open',
    scope: 'selection',
    appliesTo: (selection) => isOneObject(selection) && selection.isSearch,
    run: (acts) => acts.reveal(),
  },
  {
    id: 'download',
    title: 'Download',
    icon: 'download',
    scope: 'selection',
    shortcut: { label: 'Ctrl S', key: 's', ctrl: true },
    inToolbar: true,
    appliesTo: ({ objects, folders }) => folders === 0 && objects > 0 && objects <= maxDownloads,
    run: (acts) => acts.download(),
  },
  {
    id: 'share',
    title: 'Share',
    icon: 'share',
    scope: 'selection',
    shortcut: { label: 'Alt S', key: 'KeyS', alt: true },
    inToolbar: true,
    appliesTo: isOneObject,
    run: (acts) => acts.share(),
  },
  {
    id: 'copy-uri',
    title: 'Copy S3 URI',
    icon: 'copy',
    scope: 'selection',
    shortcut: { label: 'Ctrl C', key: 'c', ctrl: true },
    appliesTo: isSome,
    run: (acts) => acts.copyUris(),
  },
  {
    id: 'copy-key',
    title: 'Copy key',
    icon: 'copy',
    scope: 'selection',
    appliesTo: isSome,
    run: (acts) => acts.copyKeys(),
  },
  {
    id: 'copy-arn',
    title: 'Copy ARN',
    icon: 'copy',
    scope: 'selection',
    appliesTo: isSome,
    run: (acts) => acts.copyArns(),
  },
  {
    id: 'copy-to',
    title: 'Copy to …',
    icon: 'copy',
    scope: 'selection',
    appliesTo: (selection) => isOneObject(selection) && !selection.isReadOnly,
    run: (acts) => acts.copyTo(),
  },
  {
    id: 'move',
    title: 'Move or rename …',
    icon: 'move',
    scope: 'selection',
    shortcut: { label: 'F2', key: 'F2' },
    // An old version cannot be moved, only copied.
    appliesTo: (selection) => isOneObject(selection) && !selection.isReadOnly && !selection.isVersions,
    run: (acts) => acts.moveTo(),
  },
  {
    id: 'metadata',
    title: 'Edit metadata …',
    icon: 'edit',
    scope: 'selection',
    appliesTo: (selection) => isOneObject(selection) && !selection.isReadOnly && !selection.isVersions,
    run: (acts) => acts.editMetadata(),
  },
  ...changeCommands,
  {
    id: 'delete',
    title: 'Delete',
    icon: 'delete',
    scope: 'selection',
    shortcut: { label: 'Del', key: 'Delete' },
    danger: true,
    inToolbar: true,
    // In a folder lie versions that nobody has seen; they are not deleted in passing.
    appliesTo: (selection) =>
      isSome(selection) &&
      !selection.isReadOnly &&
      !selection.isPast &&
      !(selection.isVersions && selection.folders > 0),
    run: (acts) => acts.deleteSelected(),
  },
  {
    id: 'new-folder',
    title: 'New folder',
    icon: 'folder',
    scope: 'place',
    shortcut: { label: 'Alt N', key: 'KeyN', alt: true },
    appliesTo: ({ isReadOnly }) => !isReadOnly,
    run: (acts) => acts.createFolder(),
  },
  {
    id: 'request-upload',
    title: 'Make an upload link',
    icon: 'upload',
    scope: 'place',
    appliesTo: ({ isReadOnly }) => !isReadOnly,
    run: (acts) => acts.requestUpload(),
  },
  {
    id: 'versions',
    title: 'Versions: show or hide',
    icon: 'versions',
    scope: 'place',
    shortcut: { label: 'Alt V', key: 'KeyV', alt: true },
    appliesTo: ({ canVersion }) => canVersion,
    run: (acts) => acts.toggleVersions(),
  },
  {
    id: 'past',
    title: 'As it was at …',
    icon: 'past',
    scope: 'place',
    appliesTo: ({ canVersion }) => canVersion,
    run: (acts) => acts.choosePast(),
  },
  {
    id: 'search',
    title: 'Search below here …',
    icon: 'search',
    scope: 'place',
    shortcut: { label: 'Alt F', key: 'KeyF', alt: true },
    appliesTo: () => true,
    run: (acts) => acts.search(),
  },
  ...placeJobCommands,
  {
    id: 'incomplete-uploads',
    title: 'Incomplete uploads',
    icon: 'parts',
    scope: 'place',
    appliesTo: () => true,
    run: (acts) => acts.showIncompleteUploads(),
  },
  {
    id: 'refresh',
    title: 'List again',
    icon: 'refresh',
    scope: 'place',
    shortcut: { label: 'Alt R', key: 'KeyR', alt: true },
    appliesTo: () => true,
    run: (acts) => acts.refresh(),
  },
  {
    id: 'up',
    title: 'Up one folder',
    icon: 'up',
    scope: 'place',
    appliesTo: ({ hasParent }) => hasParent,
    run: (acts) => acts.goUp(),
  },
];

export interface PressedShortcut {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The command a key stands for, among those that apply. Command on a Mac counts as Ctrl. */
export function findCommand(pressed: PressedShortcut, selection: CommandSelection): ObjectCommand | null {
  const found = objectCommands.find(({ shortcut, appliesTo }) => {
    if (!shortcut || pressed.shiftKey) return false;
    const hasCtrl = pressed.ctrlKey || pressed.metaKey;
    const isKey = shortcut.key === pressed.code || shortcut.key === pressed.key;
    return (
      isKey &&
      hasCtrl === (shortcut.ctrl ?? false) &&
      pressed.altKey === (shortcut.alt ?? false) &&
      appliesTo(selection)
    );
  });
  return found ?? null;
}
