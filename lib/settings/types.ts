import type { ErrorInfo } from '@/lib/errors/app-error';
import type { SettingPermissions } from './define';
import type { SettingGroup } from './groups';

/** A setting as screens list it. */
export interface SettingDescription {
  id: string;
  title: string;
  help: string;
  group: SettingGroup;
  reference: string;
  permissions: SettingPermissions;
  canWrite: boolean;
  canRemove: boolean;
}

/**
 * The four answers to “what is this setting?”. `seen` names the state that was looked at; a save that carries another one
 * is a conflict.
 */
export type SettingReading =
  | { state: 'configured'; value: unknown; summary: string; seen: string }
  | { state: 'absent'; seen: string }
  /** The server or the provider does not have it. */
  | { state: 'unsupported'; reason: string }
  /** These keys may not look: nobody knows what is there. `permission` is the one that is missing. */
  | { state: 'denied'; permission: string; seen: string };

/** One line of the overview. */
export type SettingRow = { id: string } &
  /** `document` is that of the S3 API. */
  (
    | { state: 'configured'; summary: string; document: unknown }
    | { state: 'absent' }
    | { state: 'unsupported'; reason: string }
    | { state: 'denied'; permission: string }
    /** It could not be found out. */
    | { state: 'failed'; error: ErrorInfo }
  );

export type SaveOutcome =
  /**
   * `keptAsSent` is false where the server shows something else than was sent to it, `isRemembered` where what was there
   * before could not be kept in the history.
   */
  | { kind: 'saved'; reading: SettingReading; keptAsSent: boolean; isRemembered: boolean }
  /** Somebody else changed it meanwhile. Nothing was written. */
  | { kind: 'conflict'; current: SettingReading };

/** A document of elsewhere against what a bucket has. `before` and `after` are JSON, '' for nothing. */
export type Comparison = { id: string } & (
  | { state: 'same' }
  /** It can be written: `value`, with the `seen` of what is there now. */
  | { state: 'differs'; value: unknown; saved: unknown; seen: string; before: string; after: string }
  /** There is nothing elsewhere, and something here that can be deleted. */
  | { state: 'extra'; seen: string; before: string }
  /** It differs, and cannot be written, and why. */
  | { state: 'fixed'; before: string; after: string; reason: string }
  /** The document is not one of this setting. */
  | { state: 'invalid'; problem: string }
  | { state: 'unsupported'; reason: string }
  | { state: 'denied'; permission: string }
  | { state: 'failed'; error: ErrorInfo }
);

/** A change that was made here. */
export interface HistoryEntry {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Of whoever made it. */
  accessKeyId: string;
  act: 'write' | 'remove';
  /** False where no answer came: it may or may not have been made. */
  isCertain: boolean;
  /** JSON of the S3 API before and after; '' where nothing was configured, `null` where the keys could not look. */
  before: string | null;
  after: string;
  /** What it made of the setting, in a line; `null` for nothing. */
  summary: string | null;
}

/** The history of a setting is for those who may read it. */
export type SettingHistory =
  /** The newest first. */
  | { state: 'visible'; entries: HistoryEntry[] }
  | { state: 'unsupported'; reason: string }
  | { state: 'denied'; permission: string };
