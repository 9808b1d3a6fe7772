import type { ErrorInfo } from '@/lib/errors/app-error';

/** `running` until nothing is left; `paused` by a person or by what `reason` tells; the others are ends. */
export type JobState = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** One thing a job acts on: an object, a version, a delete marker or an unfinished upload. */
export interface JobItem {
  key: string;
  versionId?: string;
  uploadId?: string;
  isMarker?: boolean;
  /** Of its key; told by listings of versions. */
  isLatest?: boolean;
  sizeBytes?: number;
  etag?: string;
  /** Milliseconds since 1970. */
  modified?: number;
  storageClass?: string;
  /** What a comparison has found: to be copied for the first time or again, or to be deleted. */
  change?: 'new' | 'changed' | 'extra';
}

/** Why one item was not done. */
export interface JobFailure {
  item: JobItem;
  /** S3's code, or Cooper's where no answer of S3 stands behind it. */
  code: string;
  message: string;
}

/** What a person should know before a job starts. */
export interface JobNotice {
  /** `danger` for what cannot be undone, `warning` for what may surprise. */
  tone: 'info' | 'warning' | 'danger';
  text: string;
}

/** What was counted before anybody confirmed. */
export interface JobPlan {
  items: number;
  bytes: number;
  /** The counting was stopped; there is more. */
  isPartial: boolean;
}

/** A job as the people who may see it see it. */
export interface JobView {
  id: string;
  kind: string;
  connection: string;
  bucket: string;
  /** What it does, as a sentence without a full stop. */
  title: string;
  accessKeyId: string;
  state: JobState;
  /** Why it is paused or has failed. */
  reason: ErrorInfo | null;
  plan: JobPlan | null;
  /** Items found so far; all of them once `isListed`. */
  listed: number;
  isListed: boolean;
  done: number;
  failed: number;
  /** Of those done: left as they were, because the job was told to. */
  skipped: number;
  /** Of those done: with a remark in the report. */
  noted: number;
  /** With what is under way just now. */
  bytes: number;
  /** Milliseconds since 1970. */
  created: number;
  ended: number | null;
  /** Time it has spent running. */
  runMs: number;
}

/** What happened to a job as a whole. */
export interface JobEvent {
  at: number;
  text: string;
}

/** One step of counting what a job would do. */
export interface PlanStep {
  items: number;
  bytes: number;
  /** By what is to become of them, where a kind tells that apart; some may need nothing done and be no items. */
  counts?: Readonly<Record<string, number>>;
  /** To be handed in for the next step; `null` when all is counted. */
  next: unknown;
  /** With the first step only. */
  notices: JobNotice[] | null;
  title: string;
}

export interface JobReport {
  job: JobView;
  /** The newest first. */
  events: JobEvent[];
}

export interface FailurePage {
  failures: JobFailure[];
  /** Where the next page goes on; `null` at the end. */
  next: number | null;
}

/** What a job counts by. `state`: of versions, whether they are current. */
export type TallyBy = 'total' | 'state' | 'class' | 'age' | 'prefix';

/** How many objects, and how many bytes of them, have something in common. */
export interface Tally {
  by: TallyBy;
  /** A prefix, a storage class, the id of an age or a state; `''` of the total. */
  name: string;
  objects: number;
  bytes: number;
}

/** An object that has the same content as others, as far as ETag and size tell. */
export interface Duplicate {
  key: string;
  etag: string;
  sizeBytes: number;
  /** Milliseconds since 1970; `null` where the server gave none. */
  modified: number | null;
  /** Objects of this content. */
  copies: number;
}

/** What a job has found out, in short. */
export interface FindingsView {
  /** All but those by prefix, of which these are the largest. */
  tallies: Tally[];
  prefixes: number;
  /** Contents that several objects have, and what all but one of each take; the first ones, the most wasteful first. */
  duplicates: { groups: number; objects: number; spareBytes: number; first: Duplicate[] };
}

/** Where a page of duplicates begins. */
export interface DuplicateCursor {
  saving: number;
  etag: string;
  size: number;
  number: number;
}

export interface TallyPage {
  tallies: Tally[];
  /** `null` at the end. */
  next: { by: string; place: string } | null;
}

export interface DuplicatePage {
  duplicates: Duplicate[];
  /** `null` at the end. */
  next: DuplicateCursor | null;
}
