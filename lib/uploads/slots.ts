import { RoundRobin } from './round-robin';

/** Gives a slot back. Calling it twice does nothing. */
export type ReleaseSlot = () => void;

interface Waiter {
  grant: (release: ReleaseSlot) => void;
}

/** A fixed number of slots, shared fairly between owners: a file with a thousand parts does not starve its neighbours. */
export class Slots {
  readonly #waiting = new RoundRobin<object, Waiter>();
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a slot; rejects with the signal's reason when it aborts first. */
  acquire(owner: object, signal: AbortSignal): Promise<ReleaseSlot> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const handleAbort = () => {
        this.#waiting.delete(owner, waiter);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        grant: (release) => {
          signal.removeEventListener('abort', handleAbort);
          resolve(release);
        },
      };
      signal.addEventListener('abort', handleAbort, { once: true });
      this.#waiting.push(owner, waiter);
      this.#grantFree();
    });
  }

  #grantFree(): void {
    while (this.#free > 0) {
      const waiter = this.#waiting.shift();
      if (!waiter) return;
      this.#free -= 1;
      let isHeld = true;
      waiter.grant(() => {
        if (!isHeld) return;
        isHeld = false;
        this.#free += 1;
        this.#grantFree();
      });
    }
  }
}
