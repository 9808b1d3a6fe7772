import { setTimeout as sleep } from 'node:timers/promises';
import type { JobLimits } from '@/lib/config/types';
import type { Pace } from '@/lib/s3/pace';

/** Lets so many units through each second and no burst of more than one second's worth. */
export class Bucket {
  readonly #perSecond: number;
  readonly #now: () => number;
  /** When the last unit that was let through is paid off. */
  #paidUntil = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number, now = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** How many milliseconds whoever takes so many units has to wait. */
  take(units: number): number {
    const now = this.#now();
    const wait = Math.max(0, this.#paidUntil - now);
    this.#paidUntil = Math.max(this.#paidUntil, now - 1000) + (units / this.#perSecond) * 1000;
    return wait;
  }
}

const maxInFlight = 64;
const firstPenaltyMs = 500;
const longestPenaltyMs = 30_000;

/**
 * The pace of all jobs of a connection. Each answer that asks to slow down halves the requests in flight and stops all for a
 * moment, longer each time; each good one gives a little back.
 */
export class JobPace implements Pace {
  readonly #requests: Bucket | null;
  readonly #bytes: Bucket | null;
  readonly #waiting: (() => void)[] = [];
  #limit = maxInFlight;
  #inFlight = 0;
  #penaltyMs = 0;
  #stoppedUntil = 0;

  constructor({ requestsPerSecond, bytesPerSecond }: JobLimits) {
    this.#requests = requestsPerSecond === null ? null : new Bucket(requestsPerSecond);
    this.#bytes = bytesPerSecond === null ? null : new Bucket(bytesPerSecond);
  }

  /** Requests that may be under way at once just now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  async enter(): Promise<void> {
    while (this.#inFlight >= this.limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#inFlight += 1;
    const wait = Math.max(this.#requests?.take(1) ?? 0, this.#stoppedUntil - performance.now());
    if (wait > 0) await sleep(wait);
  }

  leave(isThrottled: boolean): void {
    this.#inFlight -= 1;
    if (isThrottled) {
      // Those that were under way together are one refusal and not many.
      if (performance.now() >= this.#stoppedUntil) {
        this.#limit = Math.max(1, this.#limit / 2);
        this.#penaltyMs = Math.min(longestPenaltyMs, Math.max(firstPenaltyMs, this.#penaltyMs * 2));
        this.#stoppedUntil = performance.now() + this.#penaltyMs;
      }
    } else {
      this.#limit = Math.min(maxInFlight, this.#limit + 1 / this.#limit);
      this.#penaltyMs /= 2;
    }
    for (let free = this.limit - this.#inFlight; free > 0; free -= 1) this.#waiting.shift()?.();
  }

  async allowBytes(bytes: number): Promise<void> {
    const wait = this.#bytes?.take(bytes) ?? 0;
    if (wait > 0) await sleep(wait);
  }
}
