import { randomBytes } from 'node:crypto';
import type { Grant } from '../access/grants.ts';
import type { LoggingTarget } from '../settings/logging.ts';
import { findBucket, type Bucket } from '../store/buckets.ts';
import { putContent } from '../store/put-content.ts';
import { settingOf } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { mayDeliver } from './delivery-leave.ts';
import { logLine, type AccessLogEntry } from './line.ts';

/** How long lines are gathered, and how many at most, before they become an object. */
const intervalMs = 60_000;
const maxLines = 5000;

interface Batch {
  source: Bucket;
  target: LoggingTarget;
  /** When the first of them came. */
  since: number;
  lines: string[];
}

/** Key of a log; S3 User Guide, "Logging requests with server access logging", log object key format. */
export function logKey(batch: Pick<Batch, 'source' | 'target' | 'since'>, now: number, unique: string): string {
  const { source, target } = batch;
  const stamp = (time: number) => new Date(time).toISOString().slice(0, 19).replace(/[T:]/g, '-');
  const { keyFormat, prefix } = target;
  if (keyFormat === null || keyFormat === 'SimplePrefix') return `${prefix}${stamp(now)}-${unique}`;
  // By the date of the event times of day are zero, as at S3.
  const dated = keyFormat === 'EventTime' ? `${stamp(batch.since).slice(0, 10)}-00-00-00` : stamp(now);
  const day = dated.slice(0, 10).replaceAll('-', '/');
  return `${prefix}${source.owner}/${source.region}/${source.name}/${day}/${dated}-${unique}`;
}

function grantsOf(target: LoggingTarget): Grant[] {
  return target.grants.flatMap(({ grantee, permission }): Grant[] => {
    if (grantee.type === 'CanonicalUser') return [{ grantee: { type: 'user', id: grantee.id }, permission }];
    return grantee.type === 'Group' ? [{ grantee: { type: 'group', uri: grantee.uri }, permission }] : [];
  });
}

/** Gathers the access logs of buckets that keep one, and writes them into their target buckets now and then. */
export class AccessLog {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #batches = new Map<number, Batch>();
  #timer: NodeJS.Timeout | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Whether requests on a bucket are logged. */
  isKept(bucket: Bucket): boolean {
    return Boolean(settingOf(this.#store.database, bucket, 'logging')?.target);
  }

  add(source: Bucket, entry: AccessLogEntry): void {
    const target = settingOf(this.#store.database, source, 'logging')?.target;
    if (!target) return;
    const batch = this.#batches.get(source.id) ?? { source, target, since: entry.time, lines: [] };
    this.#batches.set(source.id, batch);
    // Where lines go is decided when they are delivered, by what is set last.
    batch.target = target;
    batch.lines.push(logLine(entry));
    if (batch.lines.length >= maxLines) void this.deliver();
    else this.#timer ??= setTimeout(() => void this.deliver(), intervalMs).unref();
  }

  /** Writes what has been gathered. Never rejects: logs are delivered as well as can be. */
  deliver(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batches = [...this.#batches.values()];
    this.#batches.clear();
    this.#last = this.#last
      .then(() => this.#write(batches))
      .catch((error: unknown) => {
        console.error('The embedded S3 server could not deliver an access log:', error);
      });
    return this.#last;
  }

  async #write(batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      const bucket = findBucket(this.#store.database, batch.target.bucket);
      if (!bucket) continue;
      const now = this.#now();
      const key = logKey(batch, now, randomBytes(8).toString('hex').toUpperCase());
      if (!mayDeliver(this.#store, batch.source, bucket, key)) continue;
      await putContent(this.#store, bucket, {
        key,
        bytes: Buffer.from(batch.lines.map((line) => `${line}\n`).join('')),
        contentType: 'text/plain',
        modified: now,
        grants: grantsOf(batch.target),
      });
    }
  }
}
