/**
 * The time by which objects age: retention, restored copies, lifecycle, what is written when. Tests move it; signatures go
 * by the true time.
 */
export class Clock {
  #offsetMs = 0;

  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.#offsetMs;

  /** Makes it `time` now; it goes on from there. */
  moveTo(time: number): void {
    this.#offsetMs = time - Date.now();
  }

  reset(): void {
    this.#offsetMs = 0;
  }
}
