import { AppError } from '@/lib/errors/app-error';
import { PutFailure } from './put';

const firstDelayMilliseconds = 500;
const longestDelayMilliseconds = 30_000;

/** Attempts in all, the first included, for what passes by itself. With the delays above: about two minutes of trouble. */
const transientAttempts = 8;
/** A fresh signature or a fresh send mends these at once or not at all. */
const quickAttempts = 3;

/** How many times in all a failed request may be tried; 1 when repeating it is useless. */
export function attemptsFor(error: unknown): number {
  if (error instanceof PutFailure) {
    switch (error.kind) {
      case 'network':
      case 'busy':
        return transientAttempts;
      case 'signature':
      case 'digest':
        return quickAttempts;
      case 'exists':
      case 'gone':
      case 'refused':
      case 'cancelled':
        return 1;
    }
  }
  if (error instanceof AppError) return error.isRetryable ? transientAttempts : 1;
  return 1;
}

/**
 * Exponential backoff with full jitter
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/). `random` is in [0, 1).
 */
export function backoffMilliseconds(failedAttempts: number, random: () => number): number {
  return random() * Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** failedAttempts);
}

/** Time and chance, so that tests need not wait for either. */
export interface Pace {
  /** Resolves later; rejects with the signal's reason when it aborts first. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  random(): number;
  /** A clock that never jumps, in milliseconds. */
  now(): number;
}

export const realPace: Pace = {
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const handleAbort = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', handleAbort);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', handleAbort, { once: true });
    }),
  random: () => Math.random(),
  now: () => performance.now(),
};

/**
 * Runs the act until it succeeds, its failure is final, or its attempts are used up; then throws the last failure.
 * Failures that deserve few attempts are counted apart from those that deserve many.
 */
export async function withRetries<Value>(
  act: () => Promise<Value>,
  { pace, signal }: { pace: Pace; signal: AbortSignal },
): Promise<Value> {
  const failures = new Map<number, number>();
  for (;;) {
    signal.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      signal.throwIfAborted();
      const allowed = attemptsFor(error);
      const count = (failures.get(allowed) ?? 0) + 1;
      if (count >= allowed) throw error;
      failures.set(allowed, count);
      const delay = backoffMilliseconds(count, () => pace.random());
      await pace.wait(delay, signal);
    }
  }
}
