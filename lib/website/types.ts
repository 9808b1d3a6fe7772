/** What of a website a question is about. */
export type CheckSubject =
  | { kind: 'index' }
  | { kind: 'error' }
  /** The redirection of every request. */
  | { kind: 'everything' }
  /** `index` counts from 0. */
  | { kind: 'rule'; index: number };

/** What a website should answer. */
export type Expectation =
  /** The object of that key, by one of these statuses. */
  | { kind: 'object'; key: string; statuses: readonly number[] }
  /** A page of the server's own. */
  | { kind: 'own-page'; statuses: readonly number[] }
  /** `hostName` `null`: the host that was asked; `protocol` `null`: that of the request. */
  | { kind: 'redirect'; status: number; protocol: 'http' | 'https' | null; hostName: string | null; key: string };

/** One question to a website, or why there is none. */
export type PlannedCheck = { subject: CheckSubject } & ({ key: string; expectation: Expectation } | { reason: string });

/** What came of a question. */
export interface CheckRow {
  subject: CheckSubject;
  /** What was asked for: a path, encoded; `null` where nothing was asked. */
  path: string | null;
  verdict: 'as-set' | 'differs' | 'no-answer' | 'not-asked';
  /** In words, '' where nothing was asked. */
  expected: string;
  found: string;
  /** Why it is so, where that can be told; '' otherwise. */
  remark: string;
}

export type WebsiteCheck =
  | { state: 'asked'; address: string; rows: CheckRow[] }
  /** Nothing to ask: no website is set, or the keys may not know. */
  | { state: 'no-website' }
  | { state: 'denied'; permission: string }
  /** Nobody said where this endpoint serves websites. */
  | { state: 'no-address' };
