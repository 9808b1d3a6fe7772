/** Twelve parts of the usual size: as many as one file has under way, and two more. */
const usualBudgetBytes = 192 * 1024 * 1024;

/**
 * How many bytes of files a tab may hold, none on a device with little memory. `gibibytes` is what the device says of
 * itself (https://www.w3.org/TR/device-memory/), at most 8; `undefined` where browsers do not tell.
 */
export function chooseBudgetBytes(gibibytes: number | undefined): number {
  return gibibytes !== undefined && gibibytes < 4 ? 0 : usualBudgetBytes;
}

/** Gives the bytes back. */
export type ReleaseBytes = () => void;

/** How many bytes of files may stay in memory at a time. Nobody waits for them: without room, files are read again. */
export class ByteBudget {
  #freeBytes: number;

  constructor(totalBytes: number) {
    this.#freeBytes = totalBytes;
  }

  /** Takes so many bytes; `null` when fewer are left. */
  take(bytes: number): ReleaseBytes | null {
    if (bytes > this.#freeBytes) return null;
    this.#freeBytes -= bytes;
    return () => {
      this.#freeBytes += bytes;
    };
  }
}
