import type { SelectionChange } from '../bulk/commands.ts';

/** What is selected, as far as commands care. */
export interface CommandSelection {
  objects: number;
  folders: number;
  /** The operator made the connection read-only. */
  isReadOnly: boolean;
  /** There is a folder above this one. */
  hasParent: boolean;
  /** Versions are listed, so what is selected are versions and delete markers. */
  isVersions: boolean;
  /** What there was at a moment is listed; each row is the version of it that was current then. */
  isPast: boolean;
  /** The server can keep versions. */
  canVersion: boolean;
  /** What a search has found is shown, from all depths. */
  isSearch: boolean;
  /** Capabilities that the server is known to lack. */
  lacks: readonly string[];
}

/** What a screen can do. Commands call these and nothing else. */
export interface ObjectActs {
  open: () => void;
  look: () => void;
  showDetails: () => void;
  download: () => void;
  share: () => void;
  copyKeys: () => void;
  copyUris: () => void;
  copyArns: () => void;
  deleteSelected: () => void;
  createFolder: () => void;
  requestUpload: () => void;
  refresh: () => void;
  goUp: () => void;
  toggleVersions: () => void;
  copyTo: () => void;
  moveTo: () => void;
  editMetadata: () => void;
  showIncompleteUploads: () => void;
  search: () => void;
  choosePast: () => void;
  /** What lies here is to be found elsewhere too. */
  syncTo: () => void;
  /** Counts what lies here and below. */
  takeInventory: () => void;
  /** All versions but the latest of what lies here and below. */
  purgeOlder: () => void;
  returnSelected: () => void;
  /** All that lies here as it was at the moment that is shown. */
  returnAll: () => void;
  changeSelected: (kind: SelectionChange) => void;
  /** Folders, and objects of any number. */
  transferSelected: (mode: 'copy' | 'move' | 'rename') => void;
  reveal: () => void;
}

export type CommandIcon =
  | 'open'
  | 'look'
  | 'details'
  | 'download'
  | 'share'
  | 'copy'
  | 'delete'
  | 'folder'
  | 'upload'
  | 'refresh'
  | 'up'
  | 'versions'
  | 'past'
  | 'move'
  | 'edit'
  | 'parts'
  | 'search'
  | 'inventory'
  | 'tags'
  | 'class'
  | 'access'
  | 'lock'
  | 'archive'
  | 'restore';

export interface Shortcut {
  /** As shown, such as "Alt S". */
  label: string;
  /** `KeyboardEvent.code` for letters, which Alt changes on some keyboards; else `KeyboardEvent.key`. */
  key: string;
  ctrl?: true;
  alt?: true;
}

export interface ObjectCommand {
  id: string;
  title: string;
  icon: CommandIcon;
  /** About what is selected, or about the place. */
  scope: 'selection' | 'place';
  shortcut?: Shortcut;
  /** Takes something away that may not come back. */
  danger?: true;
  /** A button of its own while something is selected. */
  inToolbar?: true;
  appliesTo: (selection: CommandSelection) => boolean;
  run: (acts: ObjectActs) => void;
}
