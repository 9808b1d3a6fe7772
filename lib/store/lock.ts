import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/**
 * An exclusive lock on a file, or `null` when another process has it. SQLite takes it from the operating system, which
 * gives it back however the process ends: a lock made of a process id outlives a crash and is fooled by reused ids.
 */
export function tryLock(path: string): Lock | null {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked')) return null;
    throw error;
  }
  return { release: () => database.close() };
}

interface Patience {
  waitMs: number;
  /** Called once when the lock is not free at once. */
  onWait?: () => void;
}

/** Waits until the lock is free; `null` when it is not after that time. */
export async function waitForLock(path: string, { waitMs, onWait }: Patience): Promise<Lock | null> {
  const deadline = Date.now() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    const lock = tryLock(path);
    if (lock || Date.now() >= deadline) return lock;
    if (isFirst) onWait?.();
    await sleep(100);
  }
}
