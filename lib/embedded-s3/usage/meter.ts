import type { Store } from '../store/store.ts';
import { noteUsage, type UsageCount } from '../store/usage.ts';
import { meteredName } from './metered-operations.ts';

/** UTAPI tells usage by quarters of an hour. */
export const intervalMs = 15 * 60 * 1000;
/** How long counts are gathered before they are written. */
const gatherMs = 60_000;

export function startOfInterval(time: number): number {
  return time - (time % intervalMs);
}

/** What is counted of an answered request. */
export interface MeteredRequest {
  bucket: string;
  /** Account of the caller, or of the bucket's owner for an anonymous one. */
  account: string;
  /** Name in the S3 API. */
  operation: string;
  incomingBytes: number;
  outgoingBytes: number;
}

/** Counts requests, and notes now and then what was asked and what lies in each bucket. */
export class UsageMeter {
  readonly #store: Store;
  readonly #now: () => number;
  #interval: number;
  #counts = new Map<string, UsageCount>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#interval = startOfInterval(now());
  }

  /** Counts a request that was done. */
  add(request: MeteredRequest): void {
    const operation = meteredName(request.operation);
    if (operation === null) return;
    if (startOfInterval(this.#now()) !== this.#interval) this.flush();
    const { bucket, account, incomingBytes, outgoingBytes } = request;
    const name = JSON.stringify([bucket, account, operation]);
    const counted = this.#counts.get(name);
    if (counted) {
      counted.count += 1;
      counted.incomingBytes += incomingBytes;
      counted.outgoingBytes += outgoingBytes;
    } else this.#counts.set(name, { bucket, account, operation, count: 1, incomingBytes, outgoingBytes });
    this.#timer ??= setTimeout(() => this.#flushQuietly(), gatherMs).unref();
  }

  /** Writes what has been counted, and begins the next interval where it has come. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    // What changed without a request, as by lifecycle, is noted for the time of the note.
    noteUsage(this.#store, counts.length > 0 ? this.#interval : startOfInterval(this.#now()), counts);
    this.#interval = startOfInterval(this.#now());
  }

  #flushQuietly(): void {
    try {
      this.flush();
    } catch (error) {
      console.error('The embedded S3 server could not note its usage:', error);
    }
  }
}
