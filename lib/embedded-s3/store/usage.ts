import type { Store } from './store.ts';

/** What a bucket was asked by one account within one interval, of one operation. */
export interface UsageCount {
  bucket: string;
  account: string;
  /** As metrics name it, such as `s3:PutObject`. */
  operation: string;
  count: number;
  incomingBytes: number;
  outgoingBytes: number;
}

/** Which part of the usage is asked for: that of a bucket, of an account, or all of it. */
export type UsageScope = { bucket: string } | { account: string } | 'all';

const addCount = `
INSERT INTO usage_count (bucket, interval, account, operation, count, incoming, outgoing) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count, incoming = incoming + excluded.incoming,
  outgoing = outgoing + excluded.outgoing`;

/** Every bucket, and those that are gone with nothing in them, where that is not what was noted of it last. */
const noteStates = `
INSERT OR REPLACE INTO usage_state (bucket, interval, owner, bytes, objects)
SELECT name, ?, owner, bytes, objects FROM (
  SELECT bucket.name, bucket.owner, size.bytes, size.objects FROM bucket JOIN bucket_size AS size ON size.bucket = bucket.id
  UNION ALL
  SELECT bucket, max(owner), 0, 0 FROM usage_state WHERE bucket NOT IN (SELECT name FROM bucket) GROUP BY bucket
) AS now WHERE NOT EXISTS (
  SELECT 1 FROM usage_state AS last WHERE last.bucket = now.name AND last.bytes = now.bytes
    AND last.objects = now.objects AND last.owner = now.owner
    AND last.interval = (SELECT max(interval) FROM usage_state WHERE bucket = now.name)
)`;

/** Adds what was counted within the interval that begins then (ms since 1970), and notes what lies in each bucket. */
export function noteUsage(store: Store, interval: number, counts: readonly UsageCount[]): void {
  store.transaction(() => {
    for (const { bucket, account, operation, count, incomingBytes, outgoingBytes } of counts) {
      store.database.run(addCount, bucket, interval, account, operation, count, incomingBytes, outgoingBytes);
    }
    store.database.run(noteStates, interval);
  });
}

function condition(scope: UsageScope, accountColumn: 'owner' | 'account'): [where: string, value: string] {
  if (scope === 'all') return ['? IS NOT NULL', ''];
  return 'bucket' in scope ? ['bucket = ?', scope.bucket] : [`${accountColumn} = ?`, scope.account];
}

/** What lay there when the last interval ended that began no later than this (ms since 1970). */
export function readStateAt(store: Store, scope: UsageScope, interval: number): { bytes: number; objects: number } {
  const [where, value] = condition(scope, 'owner');
  const row = store.database.get<{ bytes: number; objects: number }>(
    `SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(objects), 0) AS objects FROM usage_state AS state
      WHERE ${where} AND interval = (SELECT max(interval) FROM usage_state WHERE bucket = state.bucket AND interval <= ?)`,
    value,
    interval,
  );
  return row ?? { bytes: 0, objects: 0 };
}

/** What was asked in the intervals from the one that begins at `first` to the one at `last`, by operation. */
export function readCounts(
  store: Store,
  scope: UsageScope,
  first: number,
  last: number,
): { operation: string; count: number; incoming: number; outgoing: number }[] {
  const [where, value] = condition(scope, 'account');
  return store.database.all(
    `SELECT operation, sum(count) AS count, sum(incoming) AS incoming, sum(outgoing) AS outgoing FROM usage_count
      WHERE ${where} AND interval BETWEEN ? AND ? GROUP BY operation`,
    value,
    first,
    last,
  );
}

/** Whose bucket of this name was noted last, `null` when there never was one. */
export function readNotedOwner(store: Store, bucket: string): string | null {
  const sql = 'SELECT owner FROM usage_state WHERE bucket = ? ORDER BY interval DESC LIMIT 1';
  return store.database.get<{ owner: string }>(sql, bucket)?.owner ?? null;
}
