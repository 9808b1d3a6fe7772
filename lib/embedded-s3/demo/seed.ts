import { cannedGrants } from '../access/grants.ts';
import type { EmbeddedUser } from '../options.ts';
import { findBucket, insertBucket } from '../store/buckets.ts';
import { putContent } from '../store/put-content.ts';
import type { Store } from '../store/store.ts';
import { demoFiles } from './files.ts';

const bucketName = 'demo';
const hourMs = 60 * 60 * 1000;

/**
 * Fills the demo bucket, once in the life of a data folder: whoever deletes it is not shown it again.
 * The files' times lie an hour apart, so that sorting by time shows something.
 */
export async function seedDemo(store: Store, owner: EmbeddedUser, region: string, now: number): Promise<void> {
  const { database } = store;
  if (database.get("SELECT 1 FROM setting WHERE name = 'demo'")) return;
  database.run("INSERT INTO setting (name, value) VALUES ('demo', 'made')");
  if (findBucket(database, bucketName)) return;
  insertBucket(database, {
    name: bucketName,
    owner: owner.id,
    created: now,
    region,
    versioning: 'Enabled',
    hasLock: false,
    grants: cannedGrants('private', owner.id, owner.id),
  });
  const bucket = findBucket(database, bucketName);
  if (!bucket) return;
  for (const [index, file] of demoFiles.entries()) {
    await putContent(store, bucket, { ...file, modified: now - (demoFiles.length - index) * hourMs });
  }
}
