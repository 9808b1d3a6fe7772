import { HeadBucketCommand, PutObjectCommand, PutBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHealth } from '@/lib/connections/operations';
import type { Connection } from '@/lib/s3/connection';
import { getProvider } from '@/lib/s3/providers/all';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { createBucket, deleteBucket, listBuckets, readBucketContents } from './operations';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  const wrongKeys = { ...server, main: { accessKeyId: server.main.accessKeyId, secretAccessKey: 'not-the-secret' } };
  let connection: Connection;
  let client: S3Client;
  let bucket: string;

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'buckets');
  });
  afterAll(() => removeTestBucket(client, bucket));

  describe('buckets', () => {
    it('are listed with their date and owner, in one call', async () => {
      const page = await listBuckets(connection, { connection: 'x', continuation: null });
      const listed = page.buckets.find(({ name }) => name === bucket);
      expect(listed?.kind).toBe('general');
      expect(Math.abs((listed?.created ?? 0) - Date.now())).toBeLessThan(3_600_000);
      expect(page.owner?.id).toBeTruthy();
      expect(page).toMatchObject({ next: null, listingDenied: false });
    });

    it('are created with versioning, and again refused or told to exist', async () => {
      const name = `${bucket}-new`;
      const input = { connection: 'x', bucket: name, objectLock: false, versioning: true };
      await createBucket(connection, input);
      await client.send(new HeadBucketCommand({ Bucket: name }));
      const stranger = openTestConnection(server, 'alt');
      await expect(createBucket(stranger, input)).rejects.toMatchObject({ code: 'bucket-exists' });
      await deleteBucket(connection, { bucket: name });
      await expect(client.send(new HeadBucketCommand({ Bucket: name }))).rejects.toMatchObject({ name: 'NotFound' });
    });

    it('are created with object lock', async () => {
      const name = `${bucket}-lock`;
      await createBucket(connection, { connection: 'x', bucket: name, objectLock: true, versioning: false });
      // A bucket with object lock cannot have its versioning suspended.
      const suspend = { Bucket: name, VersioningConfiguration: { Status: 'Suspended' as const } };
      await expect(client.send(new PutBucketVersioningCommand(suspend))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 409 },
      });
      await deleteBucket(connection, { bucket: name });
    });

    it('that hold something are not deleted, and say what they hold', async () => {
      const name = await createTestBucket(client, 'full');
      await client.send(
        new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }),
      );
      for (const Body of ['one', 'two'])
        await client.send(new PutObjectCommand({ Bucket: name, Key: 'a\u0001b', Body }));
      await expect(deleteBucket(connection, { bucket: name })).rejects.toMatchObject({ code: 'bucket-not-empty' });
      expect(await readBucketContents(connection, { bucket: name })).toEqual({
        current: 1,
        versions: 1,
        uploads: 0,
        isPartial: false,
      });
      await removeTestBucket(client, name);
    });
  });

  describe('the health line', () => {
    it('tells provider, clock and addressing', async () => {
      const health = await checkHealth(
        openTestConnection(server, 'main', { id: 'health', provider: 'auto', addressing: 'auto' }),
      );
      expect(health).toMatchObject({
        reachable: true,
        addressing: 'path',
        provider: { id: server.provider, name: getProvider(server.provider).name },
        missingPermissions: [],
        problem: null,
      });
      expect(Math.abs(health.clockSkewMs ?? Number.NaN)).toBeLessThan(5_000);
    });

    it('says that the keys are refused', async () => {
      const health = await checkHealth(openTestConnection(wrongKeys, 'main', { id: 'wrong' }));
      expect(health.reachable).toBe(true);
      expect(health.problem).toContain('refuses these keys');
    });

    it('says that nobody answers', async () => {
      const health = await checkHealth(
        openTestConnection({ ...server, endpoint: 'http://127.0.0.1:9' }, 'main', { id: 'dead' }),
      );
      expect(health.reachable).toBe(false);
      expect(health.problem).toContain('it refuses connections on that port');
    });
  });
});
