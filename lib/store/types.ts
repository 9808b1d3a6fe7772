import type { PGlite } from '@electric-sql/pglite';
import type { z } from 'zod';

/** What a statement answers. */
export interface Answer {
  rows: unknown[];
  /** Rows that it wrote. */
  count: number;
}

/**
 * Runs SQL that PGlite and PostgreSQL both understand, with `$1` for values. `bigint` columns come as numbers, `json`
 * columns parsed; a value for one is given as text, from JSON.stringify.
 */
export interface Rows {
  /** The rows of a statement, each checked by `schema`. @throws ZodError when one is not what the code expects */
  read<Row>(schema: z.ZodType<Row>, text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** How many rows the statement wrote. */
  write(text: string, values?: readonly unknown[]): Promise<number>;
  /** Several statements at once, without values. */
  script(text: string): Promise<void>;
  /** One statement, its answer as the database gave it. */
  execute(text: string, values?: readonly unknown[]): Promise<Answer>;
}

/** The database behind a store, for the one library that brings its own SQL (lib/jobs/queue.ts). */
export type Driver = { kind: 'pglite'; pglite: PGlite } | { kind: 'postgres'; url: string };

export interface Store extends Rows {
  readonly driver: Driver;
  /** All of `work`'s statements or, when it throws, none. */
  transaction<Value>(work: (rows: Rows) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** A change of the tables, made once in the life of a database. */
export interface Migration {
  name: string;
  sql: string;
}
