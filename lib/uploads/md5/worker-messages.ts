import type { Md5 } from './md5';

/** What the page sends to the worker. */
export type Md5Request = { kind: 'compute'; id: number; body: Blob } | { kind: 'cancel'; id: number };

/** What it answers, exactly once per `compute`. */
export type Md5Answer = { id: number; md5: Md5 } | { id: number; problem: { name: string; message: string } };
