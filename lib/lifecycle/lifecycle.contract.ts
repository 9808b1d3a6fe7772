import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { countWhatRuleTouches } from './operations';
import { plainRule, wholeBucket, type LifecycleRule } from './rules';
import type { TouchCursor } from './schema';
import { addCounts, nothingTouched } from './touch';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  const connection = openTestConnection(server);
  const s3 = createPlainClient(server);

  async function countAll(bucket: string, change: Partial<LifecycleRule>) {
    const rule = { ...plainRule, filter: { ...wholeBucket, prefix: 'logs/' }, ...change };
    let counts = nothingTouched;
    let cursor: TouchCursor | null = null;
    do {
      const input = { connection: 'x', bucket, rule, cursor };
      const step: Awaited<ReturnType<typeof countWhatRuleTouches>> = await countWhatRuleTouches(connection, input);
      counts = addCounts(counts, step.counts);
      cursor = step.next;
    } while (cursor !== null);
    return counts;
  }

  it('counts from the listing what a rule would do now', async () => {
    const Bucket = await createTestBucket(s3, 'touch');
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    for (const Key of ['logs/a', 'logs/b', 'logs/b', 'logs/größe & +', 'other']) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: '12345' }));
    }
    // A marker with a version behind it, and one with nothing.
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'logs/a' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'logs/nothing' }));
    await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'logs/upload' }));

    const past = { kind: 'date' as const, days: null, date: '2020-01-01', removesExpiredMarkers: null };
    const byDate = await countAll(Bucket, { expiration: past, abortUploads: { afterDays: 1 } });
    // logs/b and logs/größe are current; six entries of the listing and one upload begin with logs/.
    expect(byDate).toEqual({
      ...nothingTouched,
      expired: { count: 2, bytes: 10 },
      markers: { count: 1, bytes: 0 },
      looked: 7,
    });
    const markers = { kind: 'marker' as const, days: null, date: null, removesExpiredMarkers: true };
    const young = { days: 1, newerVersions: null };
    const byMarker = await countAll(Bucket, { expiration: markers, noncurrentExpiration: young });
    expect(byMarker).toEqual({ ...nothingTouched, markers: { count: 1, bytes: 0 }, looked: 6 });
    await removeTestBucket(s3, Bucket);
  });

  it('goes on from page to page without a gap', async () => {
    const Bucket = await createTestBucket(s3, 'touch-pages');
    const put = (index: number) => s3.send(new PutObjectCommand({ Bucket, Key: `logs/${index}`, Body: 'x' }));
    const count = 1100;
    for (let start = 0; start < count; start += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => put(start + index)));
    }
    const past = { kind: 'date' as const, days: null, date: '2020-01-01', removesExpiredMarkers: null };
    expect(await countAll(Bucket, { expiration: past })).toMatchObject({ expired: { count }, looked: count });
    await removeTestBucket(s3, Bucket);
  });
});
