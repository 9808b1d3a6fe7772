import type { Pace } from '../retry';

/** Waits take no time, so that a test of retries does not either. Counts them. */
export function createQuickPace(): Pace & { waits: number; skip: (milliseconds: number) => void } {
  let skipped = 0;
  const pace = {
    waits: 0,
    wait: (_milliseconds: number, signal: AbortSignal) => {
      pace.waits += 1;
      signal.throwIfAborted();
      return new Promise<void>((resolve) => setImmediate(resolve));
    },
    random: () => 0.5,
    now: () => performance.now() + skipped,
    /** Lets the clock jump ahead. */
    skip: (milliseconds: number) => {
      skipped += milliseconds;
    },
  };
  return pace;
}
