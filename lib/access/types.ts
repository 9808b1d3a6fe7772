import type { SettingReading } from '@/lib/settings/types';

/** What is asked about everybody, in the order of the columns. */
export const accessActs = ['list', 'read', 'write', 'delete'] as const;

export type AccessAct = (typeof accessActs)[number];

/** `some`: some keys and not others. `perhaps`: it hangs on what nobody knows here. */
export type AccessAnswer = 'yes' | 'some' | 'perhaps' | 'no';

export interface AccessVerdict {
  answer: AccessAnswer;
  /** What decides, a sentence each. */
  reasons: string[];
}

/** Somebody as policies and ACLs know people. */
export type Subject =
  | { kind: 'anonymous' }
  /** Anybody with an account, named nowhere. */
  | { kind: 'account' }
  | { kind: 'owner'; id: string | null }
  /** The signed-in keys, where they are not the owner’s. */
  | { kind: 'keys'; id: string }
  /** A principal of the policy: an ARN or the number of an account. */
  | { kind: 'principal'; name: string }
  /** A canonical id, of the policy or the ACL. */
  | { kind: 'user'; id: string; displayName: string | null }
  | { kind: 'email'; email: string }
  | { kind: 'group'; uri: string }
  | { kind: 'service'; name: string }
  | { kind: 'federated'; name: string };

export interface AccessRow {
  subject: Subject;
  acts: Record<AccessAct, AccessVerdict>;
}

/** A setting that has a say in it. */
export interface AccessSource {
  /** Id of the setting. */
  setting: string;
  state: SettingReading['state'] | 'failed';
  /** What it is, or why it could not be looked at. */
  summary: string;
}

/** Who may do what to a bucket, by all that is set on it. */
export interface AccessReport {
  rows: AccessRow[];
  sources: AccessSource[];
  /** The object it is about; `null` for objects in general. */
  key: string | null;
}

/** Requests that the anonymous probe sends. */
export type ProbeRequest = 'list' | 'head' | 'get';

export interface ProbeAnswer {
  request: ProbeRequest;
  /** `null` where nobody answered. */
  status: number | null;
  /** Whether somebody without keys got what was asked for; `null` where the answer does not tell. */
  isOpen: boolean | null;
  /** The server's own code, such as `AccessDenied`. */
  code: string | null;
  /** Where a redirect leads. It was not followed. */
  location: string | null;
}

export interface Probe {
  /** The object that was asked for; `null` where there is none to ask for. */
  key: string | null;
  /** The address the requests went to, without keys and query. */
  address: string;
  answers: ProbeAnswer[];
}
