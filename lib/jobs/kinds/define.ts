import type { z } from 'zod';
import type { Connection } from '@/lib/s3/connection';
import type { Duplicate, JobFailure, JobItem, JobNotice, Tally } from '../types';

/** Every input names where it acts; that is what authorisation asks about. */
export interface JobInput {
  connection: string;
  bucket: string;
}

/** A further endpoint that a job needs, such as the target of a copy. */
export interface OtherConnection {
  id: string;
  access: 'read' | 'write';
}

/** Where a listing goes on: any JSON the kind likes. */
export type Cursor = z.core.util.JSONType;

/** What the engine gives a kind. */
export interface JobContext {
  /** Requests of all connections here are paced: they wait where a limit or a server that asks to slow down says so. */
  connection: Connection;
  /** @throws AppError when the job was not authorised for it */
  getConnection(id: string): Connection;
  /** Aborted when the job is paused or cancelled. Work that takes long looks at it and hands back the rest. */
  signal: AbortSignal;
  /** When the job began, or the first one whose failures it tries again; milliseconds since 1970 on this machine's clock. */
  startedAt: number;
  /**
   * Tells of more bytes moved within a chunk that is not done yet, so that progress shows; they do not count, and are
   * forgotten when `act` returns.
   */
  report(bytes: number): void;
  /** Waits until so many bytes more may travel, where the operator has limited the bandwidth of jobs. */
  allowBytes(bytes: number): Promise<void>;
}

/** A page of what is to be done. */
export interface ItemPage {
  items: JobItem[];
  /** For the plan: what is to become of them, and of what needs nothing done. */
  counts?: Readonly<Record<string, number>>;
  /** `null` at the end. */
  next: Cursor | null;
}

/** What became of a chunk. Everything that is in neither list was done. */
export interface Outcome {
  failures: JobFailure[];
  /** Not begun because the signal was aborted; another time. */
  remaining: JobItem[];
  /** Of what was done. */
  bytes: number;
  /** Of what was done: left as it was, because the job was told to. */
  skipped?: number;
  /** Remarks on what was done, for the report. */
  notes?: JobFailure[];
  /** Of what was done: counted, and remembered once, with the chunk. */
  found?: Found;
}

/** What a chunk adds to what a job finds out. */
export interface Found {
  /** Are added to what was counted before. */
  tallies: readonly Tally[];
  /** Objects of which those with the same ETag and size are to be told. */
  fingerprints: readonly JobItem[];
}

/** What a job has found out, when all of it is done. */
export interface Findings {
  /** Finds out which objects have the same content. May be repeated. */
  keepDuplicates(): Promise<void>;
  walkTallies(): AsyncGenerator<Tally[], void, void>;
  /** The most wasteful first. */
  walkDuplicates(): AsyncGenerator<Duplicate[], void, void>;
  /** Says in the report what has happened. */
  tell(text: string): Promise<void>;
}

/**
 * One kind of work over many objects. The engine lists, cuts into chunks, acts, remembers after each chunk, tries again what
 * may go better later, and reports; a kind has no loop over pages and no retries of its own.
 */
export interface JobKind<Input extends JobInput = JobInput> {
  /** Folder in lib/jobs/kinds. */
  id: string;
  schema: z.ZodType<Input>;
  /** Refused on read-only connections when it is `write`. */
  access: 'read' | 'write';
  /** Of a kind that reads: whether this input has it write on its own connection too. */
  writesHere?(input: Input): boolean;
  /** The work is done and remembered in chunks of so many; 1,000 where not told, fewer where each takes long. */
  itemsPerChunk?: number;
  otherConnections?(input: Input): OtherConnection[];
  /** What it does, as a sentence without a full stop: “Delete 3 objects and 1 folder”. */
  describe(input: Input): string;
  /** What should be known before: read from the bucket, not from its objects. */
  preview(context: JobContext, input: Input): Promise<JobNotice[]>;
  /** The page at `cursor`, `null` for the first. The same cursor is asked for again after a crash. Acts on nothing. */
  list(context: JobContext, input: Input, cursor: Cursor | null): Promise<ItemPage>;
  /**
   * Does the work on these items. With `isRepeat` an earlier try was cut short, and any of them may be done already: doing
   * it again must come to the same, and what is done already counts as done. Failures of items are values. What is thrown
   * is about all of them: credentials pause the job, what may pass is tried again, the rest ends the job.
   */
  act(context: JobContext, input: Input, items: JobItem[], isRepeat: boolean): Promise<Outcome>;
  /**
   * After the last item, by one worker at a time; may be repeated after a crash, or when what it threw may pass. What else it throws
   * ends the job as failed.
   */
  finish?(
    context: JobContext,
    input: Input,
    totals: { done: number; failed: number },
    findings: Findings,
  ): Promise<void>;
}

export function defineKind<Input extends JobInput>(kind: JobKind<Input>): JobKind<Input> {
  return kind;
}

/** What a job does on its own connection, by its kind and by what is asked of it. */
export function getAccessHere(kind: JobKind, input: JobInput): 'read' | 'write' {
  return kind.writesHere?.(input) === true ? 'write' : kind.access;
}
