import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import type { JobContext } from '../define';
import { purgeKind } from './kind';

const keys = ['a/1', 'a/2 ü+', 'a/3', 'b'];

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  it('leaves an older version that somebody has made current again since it was listed', async () => {
    const connection = openTestConnection(server);
    const client = createPlainClient(server);
    const bucket = await createTestBucket(client, 'purge');
    try {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
      for (const Key of keys) {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'old' }));
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      }
      const context: JobContext = {
        ...{ connection, getConnection: () => connection, signal: new AbortController().signal },
        ...{ startedAt: Date.now(), report: () => undefined, allowBytes: () => Promise.resolve() },
      };
      const place = { connection: connection.id, bucket, prefix: 'a/' };
      const input = { ...place, olderVersions: true, writtenBefore: null, loneMarkers: false, bypassGovernance: false };
      const { items } = await purgeKind.list(context, input, null);
      expect(items.map(({ key }) => key)).toEqual(keys.slice(0, 3));
      const { DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      const marker = DeleteMarkers.find(({ Key }) => Key === keys[1]);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keys[1], VersionId: marker?.VersionId }));
      const outcome = await purgeKind.act(context, input, items, false);
      expect(outcome).toMatchObject({ failures: [], remaining: [], bytes: 6, skipped: 1 });
      expect(outcome.notes).toMatchObject([{ item: { key: keys[1] } }]);
      const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      expect(Versions.map(({ Key }) => Key)).toEqual([keys[1], 'b']);
    } finally {
      await removeTestBucket(client, bucket);
    }
  });
});
