import type { HashedBody } from './md5';

/** What the page sends to the worker. */
export type Md5Request = { kind: 'hash'; id: number; body: Blob; keepsBytes: boolean } | { kind: 'cancel'; id: number };

/** What it answers, exactly once per `hash`. */
export type Md5Answer = { id: number; hashed: HashedBody } | { id: number; problem: { name: string; message: string } };
