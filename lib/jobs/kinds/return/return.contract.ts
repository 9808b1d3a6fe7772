import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import type { JobContext } from '../define';
import { returnKind } from './kind';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  it('brings back what was uploaded in parts once, though the first try was cut short', async () => {
    const connection = openTestConnection(server);
    const client = createPlainClient(server);
    const bucket = await createTestBucket(client, 'returned');
    const place = { Bucket: bucket, Key: 'in parts' };
    try {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...place, Metadata: { who: 'ann' } }));
      const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: 'then' }));
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload }));
      // What the first reply says of the ETag may be nothing.
      const { VersionId, ETag: etag } = await client.send(new HeadObjectCommand(place));
      await client.send(new PutObjectCommand({ ...place, Body: 'now!' }));
      const context: JobContext = {
        ...{ connection, getConnection: () => connection, signal: new AbortController().signal },
        ...{ startedAt: Date.now() - 1_000, report: () => undefined, allowBytes: () => Promise.resolve() },
      };
      const input = { connection: connection.id, bucket, prefix: '', at: 0, hidesNew: false };
      const item = { key: place.Key, versionId: VersionId ?? '', sizeBytes: 4, etag: etag ?? '' };
      for (const isRepeat of [true, true]) {
        const outcome = await returnKind.act(context, input, [item], isRepeat);
        expect(outcome).toMatchObject({ failures: [], remaining: [], bytes: 4 });
        const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
        expect(Versions).toHaveLength(3);
      }
    } finally {
      await removeTestBucket(client, bucket);
    }
  });
});
