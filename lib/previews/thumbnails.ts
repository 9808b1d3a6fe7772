import { toNamedKind } from './file-names';

/** Larger pictures are not fetched for a thumbnail: no server makes smaller ones, so the whole object would come. */
export const maxThumbnailBytes = 4 * 1024 * 1024;

/** Classes whose objects must be restored before they can be read (API_RestoreObject). */
const coldClasses = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** Whether an object gets a thumbnail: a picture by its name, small enough, and at hand. */
export function hasThumbnail(
  key: string,
  { sizeBytes, storageClass }: { sizeBytes: number; storageClass: string },
): boolean {
  const isSmall = sizeBytes > 0 && sizeBytes <= maxThumbnailBytes;
  return isSmall && !coldClasses.has(storageClass) && toNamedKind(key)?.viewer === 'image';
}

/** Pictures on their way at once. */
const slotCount = 4;
/** Links signed in one action. */
export const maxSignedThumbnails = 50;
/** A link is used for less than it lives. */
const linkMs = 10 * 60_000;

export interface ThumbnailLoaderOptions {
  /** Links to some keys, in their order; '' where a key can have none. */
  sign: (keys: string[]) => Promise<string[]>;
  /** A clock that never jumps, in milliseconds. */
  now?: () => number;
}

interface Waiting {
  key: string;
  start: (url: string | null) => void;
  state: 'waiting' | 'running' | 'over';
}

/**
 * Pictures of what is in sight, few at a time. Links are signed for many in one action and kept while they live, so that what
 * comes into sight again is fetched by the same address, which the browser has.
 */
export class ThumbnailLoader {
  readonly #sign: ThumbnailLoaderOptions['sign'];
  readonly #now: () => number;
  readonly #links = new Map<string, { url: string; until: number }>();
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #isSigning = false;

  constructor({ sign, now = () => performance.now() }: ThumbnailLoaderOptions) {
    this.#sign = sign;
    this.#now = now;
  }

  /**
   * Calls `start` with a link when it is the picture's turn, with `null` when none could be signed. What comes back ends it, and
   * must be called when the picture is there, cannot be shown, or is out of sight.
   */
  load(key: string, start: (url: string | null) => void): () => void {
    const entry: Waiting = { key, start, state: 'waiting' };
    this.#waiting.push(entry);
    // What comes into sight in one go is signed in one go.
    queueMicrotask(() => void this.#pump());
    return () => this.#end(entry);
  }

  #end(entry: Waiting): void {
    if (entry.state === 'over') return;
    if (entry.state === 'running') this.#running -= 1;
    else this.#waiting.splice(this.#waiting.indexOf(entry), 1);
    entry.state = 'over';
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#isSigning) return;
    if (!(await this.#signWaiting())) {
      this.#giveUp();
      return;
    }
    while (this.#running < slotCount) {
      const entry = this.#waiting[0];
      const url = entry && this.#find(entry.key);
      if (!entry || url === undefined) break;
      this.#waiting.shift();
      entry.state = 'running';
      this.#running += 1;
      entry.start(url === '' ? null : url);
    }
    if (this.#running < slotCount && this.#waiting.length > 0) await this.#pump();
  }

  /** Nobody waits for a link that does not come. */
  #giveUp(): void {
    for (const entry of this.#waiting.splice(0)) {
      entry.state = 'over';
      entry.start(null);
    }
  }

  /** Signs what the next turns need; says whether that went well. */
  async #signWaiting(): Promise<boolean> {
    if (this.#running >= slotCount) return true;
    const missing = this.#waiting.map(({ key }) => key).filter((key) => this.#find(key) === undefined);
    const keys = [...new Set(missing)].slice(0, maxSignedThumbnails);
    if (keys.length === 0) return true;
    this.#isSigning = true;
    try {
      const until = this.#now() + linkMs;
      const urls = await this.#sign(keys);
      for (const [index, key] of keys.entries()) this.#links.set(key, { url: urls[index] ?? '', until });
      return true;
    } catch {
      return false;
    } finally {
      this.#isSigning = false;
    }
  }

  #find(key: string): string | undefined {
    const link = this.#links.get(key);
    if (link && link.until > this.#now()) return link.url;
    this.#links.delete(key);
    return undefined;
  }
}
