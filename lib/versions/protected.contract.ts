import { ListObjectVersionsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { deleteOlderVersions, deleteVersions } from './operations';

const day = 24 * 60 * 60 * 1000;

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  const putProtected = async (key: string): Promise<string> => {
    const retention = { ObjectLockMode: 'GOVERNANCE' as const, ObjectLockRetainUntilDate: new Date(Date.now() + day) };
    const { VersionId } = await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: 'x',
        ...retention,
        ContentMD5: 'ndTkYSaMgDT1yFZOFVxnpg==',
      }),
    );
    return VersionId ?? '';
  };
  const count = async (key: string): Promise<number> =>
    (await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, EncodingType: 'url' }))).Versions
      ?.length ?? 0;

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'protected', { ObjectLockEnabledForBucket: true });
  });
  afterAll(() => removeTestBucket(client, bucket));

  it.each(['a.txt', 'not \u0001 in XML'])('a version of %j under governance goes only with a word', async (key) => {
    const versionId = await putProtected(key);
    const input = { connection: 'x', bucket, versions: [{ key, versionId }] };
    expect(await deleteVersions(connection, input)).toMatchObject({
      deleted: 0,
      failures: [{ key, versionId, code: 'AccessDenied' }],
    });
    expect(await count(key)).toBe(1);
    const bypassed = await deleteVersions(connection, { ...input, bypassGovernance: true });
    expect(bypassed).toMatchObject({ deleted: 1, failures: [] });
    expect(await count(key)).toBe(0);
  });

  it('older versions under governance stay, until they are asked for', async () => {
    for (let version = 0; version < 3; version += 1) await putProtected('many');
    const input = { connection: 'x', bucket, key: 'many', cursor: null };
    expect(await deleteOlderVersions(connection, input)).toMatchObject({ deleted: 0 });
    expect(await count('many')).toBe(3);
    expect(await deleteOlderVersions(connection, { ...input, bypassGovernance: true })).toMatchObject({ deleted: 2 });
    const { Versions: [last] = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    expect(await count('many')).toBe(1);
    const rest = [{ key: 'many', versionId: last?.VersionId ?? '' }];
    const ended = await deleteVersions(connection, { connection: 'x', bucket, versions: rest, bypassGovernance: true });
    expect(ended.failures).toEqual([]);
  });
});
