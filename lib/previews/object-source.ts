import { AppError } from '@/lib/errors/app-error';
import { fetchRange, RangeFailure } from './fetch-range';
import type { ByteSource, PreviewLink } from './types';

/** Bytes are fetched and kept in blocks of this size. */
export const blockBytes = 64 * 1024;
/** What is kept: 128 blocks are 8 MiB. */
const maxBlocks = 128;
/** A request asks for no more at once. */
const maxRunBlocks = 64;
/** A link that dies within this time is not used for another request. */
const marginMs = 15_000;
const transientAttempts = 3;
const firstDelayMs = 300;

/** Some neighbouring blocks on their way. It is given up when nobody waits any more. */
interface Run {
  first: number;
  end: number;
  bytes: Promise<Uint8Array<ArrayBuffer>>;
  controller: AbortController;
  waiting: number;
}

export interface ObjectSourceOptions {
  link: PreviewLink;
  /** Signs another link to the same object. */
  renew: () => Promise<PreviewLink>;
  fetch?: typeof fetch;
  /** A clock that never jumps, in milliseconds. */
  now?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
}

const gone = (): AppError =>
  new AppError(
    'precondition-failed',
    'The object has changed since it was opened here. Open it again to see what it is now.',
  );

/**
 * The bytes of one object as it was when it was opened, read by ranges of a signed link. Blocks are kept up to a bound, two
 * readers of one block share its request, and a link that has died is signed again. Every answer is held against what the
 * object was: when its ETag, its date or its size is another, reading fails with `precondition-failed`.
 */
export class ObjectSource implements ByteSource {
  readonly sizeBytes: number;
  readonly #options: Required<Pick<ObjectSourceOptions, 'renew' | 'fetch' | 'now' | 'wait'>>;
  readonly #opened: PreviewLink;
  #link: PreviewLink;
  #signedAt: number;
  #renewing: Promise<void> | null = null;
  /** By their number; the one used last comes last. */
  readonly #blocks = new Map<number, Uint8Array<ArrayBuffer>>();
  readonly #runs = new Set<Run>();

  constructor(options: ObjectSourceOptions) {
    this.#options = {
      fetch: (...args) => globalThis.fetch(...args),
      now: () => performance.now(),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      ...options,
    };
    this.#opened = options.link;
    this.#link = options.link;
    this.#signedAt = this.#options.now();
    this.sizeBytes = options.link.sizeBytes;
  }

  readonly read = async (start: number, end: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    signal?.throwIfAborted();
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const to = Math.max(from, Math.min(end, this.sizeBytes));
    const bytes = new Uint8Array(to - from);
    if (to === from) return bytes;
    const first = Math.floor(from / blockBytes);
    const last = Math.floor((to - 1) / blockBytes);
    const copy = (number: number, block: Uint8Array): void => {
      const at = number * blockBytes - from;
      const part = block.subarray(Math.max(0, -at), Math.min(block.length, to - number * blockBytes));
      bytes.set(part, Math.max(0, at));
    };
    const waits: Promise<void>[] = [];
    for (let number = first; number <= last;) {
      const kept = this.#touch(number);
      if (kept) {
        copy(number, kept);
        number += 1;
        continue;
      }
      const run = this.#runOf(number) ?? this.#start(number, last + 1);
      const take = { from: number, to: Math.min(run.end, last + 1) };
      number = take.to;
      waits.push(
        this.#await(run, signal).then((read) => {
          for (let of = take.from; of < take.to; of += 1) copy(of, this.#cut(run, read, of));
        }),
      );
    }
    await Promise.all(waits);
    return bytes;
  };

  #touch(number: number): Uint8Array | null {
    const block = this.#blocks.get(number);
    if (!block) return null;
    this.#blocks.delete(number);
    this.#blocks.set(number, block);
    return block;
  }

  #runOf(number: number): Run | undefined {
    return [...this.#runs].find(({ first, end }) => number >= first && number < end);
  }

  /** Asks for blocks from one on, up to the first that is kept or on its way already. */
  #start(first: number, limit: number): Run {
    let end = first + 1;
    while (end < limit && end - first < maxRunBlocks && !this.#blocks.has(end) && !this.#runOf(end)) end += 1;
    const controller = new AbortController();
    const bytes = this.#request(first * blockBytes, Math.min(end * blockBytes, this.sizeBytes), controller.signal);
    const run: Run = { first, end, bytes, controller, waiting: 0 };
    this.#runs.add(run);
    void bytes
      .then((read) => {
        for (let number = first; number < end; number += 1) this.#keep(number, this.#cut(run, read, number).slice());
      })
      .catch(() => undefined)
      .finally(() => this.#runs.delete(run));
    return run;
  }

  #cut({ first }: Run, read: Uint8Array<ArrayBuffer>, number: number): Uint8Array<ArrayBuffer> {
    return read.subarray((number - first) * blockBytes, (number - first + 1) * blockBytes);
  }

  #keep(number: number, block: Uint8Array<ArrayBuffer>): void {
    this.#blocks.delete(number);
    this.#blocks.set(number, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= maxBlocks) break;
      this.#blocks.delete(oldest);
    }
  }

  async #await(run: Run, signal: AbortSignal | undefined): Promise<Uint8Array<ArrayBuffer>> {
    run.waiting += 1;
    if (!signal) return run.bytes;
    return new Promise((resolve, reject) => {
      const handleAbort = (): void => {
        run.waiting -= 1;
        if (run.waiting === 0) {
          this.#runs.delete(run);
          run.controller.abort();
        }
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', handleAbort, { once: true });
      run.bytes.then(resolve, reject).finally(() => signal.removeEventListener('abort', handleAbort));
    });
  }

  async #request(start: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    let hasRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      if (this.#options.now() - this.#signedAt > this.#link.lifetimeMs - marginMs) await this.#renew();
      try {
        return await fetchRange(this.#link, start, end, { fetch: this.#options.fetch, signal });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof RangeFailure)) throw error;
        // A link may have died early, or its keys been changed; a dead one may look like any failure to a browser.
        if (error.kind === 'refused' && !hasRenewed) {
          hasRenewed = true;
          await this.#renew();
        } else if (error.kind !== 'transient' || attempt >= transientAttempts) throw error.error;
        else await this.#options.wait(firstDelayMs * 2 ** (attempt - 1));
      }
    }
  }

  #renew(): Promise<void> {
    this.#renewing ??= this.#options
      .renew()
      .then((link) => {
        const { etag, sizeBytes, modified } = this.#opened;
        if (link.etag !== etag || link.sizeBytes !== sizeBytes || link.modified !== modified) throw gone();
        this.#link = link;
        this.#signedAt = this.#options.now();
      })
      .finally(() => {
        this.#renewing = null;
      });
    return this.#renewing;
  }
}
