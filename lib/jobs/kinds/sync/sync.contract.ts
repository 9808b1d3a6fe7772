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
import { syncKind } from './kind';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  it('hides what only the target has once, though the first try was cut short', async () => {
    const connection = openTestConnection(server);
    const client = createPlainClient(server);
    const bucket = await createTestBucket(client, 'sync-source');
    const target = await createTestBucket(client, 'sync-target');
    try {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket: target, VersioningConfiguration }));
      for (const Key of ['b/done', 'b/left']) {
        await client.send(new PutObjectCommand({ Bucket: target, Key, Body: 'extra' }));
      }
      // What the first try came to before it was killed.
      await client.send(new DeleteObjectCommand({ Bucket: target, Key: 'b/done' }));
      const context: JobContext = {
        ...{ connection, getConnection: () => connection, signal: new AbortController().signal },
        ...{ startedAt: Date.now(), report: () => undefined, allowBytes: () => Promise.resolve() },
      };
      const to = { connection: connection.id, bucket: target, prefix: 'b/' };
      const asked = { compare: 'content', deletes: true, keepsAccess: false } as const;
      const input = { connection: connection.id, bucket, prefix: 'a/', to, ...asked };
      const items = ['b/done', 'b/left'].map((key) => ({ key, change: 'extra' as const }));
      const outcome = await syncKind.act(context, input, items, true);
      expect(outcome).toMatchObject({ failures: [], remaining: [] });
      const { DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: target }));
      expect(DeleteMarkers.map(({ Key }) => Key).toSorted()).toEqual(['b/done', 'b/left']);
    } finally {
      await removeTestBucket(client, bucket);
      await removeTestBucket(client, target);
    }
  });
});
