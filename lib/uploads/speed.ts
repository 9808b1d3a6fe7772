const bucketMilliseconds = 500;
/** Long enough to even out part boundaries, short enough to follow a change of network. */
const windowMilliseconds = 8_000;

/** Bytes per second as a moving average. Times are milliseconds of a clock that never jumps. */
export class SpeedMeter {
  #buckets: { start: number; bytes: number }[] = [];
  #since: number | null = null;

  add(bytes: number, now: number): void {
    this.#since ??= now;
    const last = this.#buckets.at(-1);
    if (last && now - last.start < bucketMilliseconds) last.bytes += bytes;
    else this.#buckets.push({ start: now, bytes });
    this.#forget(now);
  }

  /** 0 when nothing has moved lately, or too little time has passed to tell. */
  bytesPerSecond(now: number): number {
    this.#forget(now);
    const first = this.#buckets[0];
    if (!first || this.#since === null) return 0;
    const span = Math.min(windowMilliseconds, now - this.#since);
    if (span < bucketMilliseconds) return 0;
    return (this.#buckets.reduce((sum, { bytes }) => sum + bytes, 0) / span) * 1000;
  }

  #forget(now: number): void {
    this.#buckets = this.#buckets.filter(({ start }) => now - start < windowMilliseconds);
    if (this.#buckets.length === 0) this.#since = null;
  }
}
