import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { copyObject, moveObject } from './operations';
import type { CopyInput } from './schema';

const system = {
  contentType: 'text/csv',
  cacheControl: 'no-store',
  contentDisposition: '',
  contentEncoding: '',
  contentLanguage: 'en',
  expires: 'Thu, 01 Jan 2032 00:00:00 GMT',
  websiteRedirect: '',
};

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  let other: string;
  const put = (key: string, body: string, more: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...more }));
  const head = (key: string, from = bucket) => client.send(new HeadObjectCommand({ Bucket: from, Key: key }));
  const read = async (key: string, from = bucket) =>
    (await client.send(new GetObjectCommand({ Bucket: from, Key: key }))).Body?.transformToString();
  const tagsOf = async (key: string, from = bucket) =>
    (await client.send(new GetObjectTaggingCommand({ Bucket: from, Key: key }))).TagSet;
  const copyTo = (key: string, target: string, more: Partial<CopyInput> = {}) =>
    copyObject(connection, {
      connection: 'x',
      bucket,
      key,
      target: { bucket, key: target },
      conflict: 'refuse',
      ...more,
    });

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'copy');
    other = await createTestBucket(client, 'copy-other');
  });
  afterAll(async () => {
    await removeTestBucket(client, bucket);
    await removeTestBucket(client, other);
  });

  const rich: Partial<PutObjectCommandInput> = {
    ContentType: 'text/plain; charset=utf-8',
    CacheControl: 'max-age=60',
    Metadata: { owner: 'ann' },
    Tagging: 'team=blue&n=1',
    ACL: 'public-read',
  };

  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('copies and moves %s', async (_key, key) => {
    await put(key, key);
    await copyTo(key, `copy of ${key}`.slice(0, 1000));
    expect(await read(`copy of ${key}`.slice(0, 1000))).toBe(key);
    const target = { bucket: other, key };
    await moveObject(connection, { connection: 'x', bucket, key, target, conflict: 'refuse' });
    expect(await read(key, other)).toBe(key);
    await expect(head(key)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('brings metadata and tags along', async () => {
    await put('rich', 'body', rich);
    expect(await copyTo('rich', 'rich copy')).toMatchObject({ bucket, key: 'rich copy', losses: [] });
    expect(await head('rich copy')).toMatchObject({
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'max-age=60',
      Metadata: { owner: 'ann' },
    });
    expect(await tagsOf('rich copy')).toHaveLength(2);
  });

  it('writes other metadata and keeps the rest: body, tags and access', async () => {
    await put('edited', 'body', rich);
    const seen = await head('edited');
    const metadata = { system, user: [{ name: 'Team', value: 'green' }] };
    const { etag } = await copyTo('edited', 'edited', {
      conflict: 'replace',
      metadata,
      seen: { etag: seen.ETag?.replaceAll('"', '') ?? null, modified: seen.LastModified?.getTime() ?? null },
    });
    const after = await head('edited');
    expect(after).toMatchObject({
      ContentType: 'text/csv',
      CacheControl: 'no-store',
      ContentLanguage: 'en',
      Metadata: { team: 'green' },
    });
    expect(after.ETag).toBe(`"${etag}"`);
    expect(Date.parse(after.ExpiresString ?? '')).toBe(Date.UTC(2032, 0, 1));
    expect(await read('edited')).toBe('body');
    expect((await tagsOf('edited'))?.map(({ Key }) => Key).toSorted()).toEqual(['n', 'team']);
    const { Grants = [] } = await client.send(new GetObjectAclCommand({ Bucket: bucket, Key: 'edited' }));
    expect(Grants.map(({ Permission }) => Permission)).toContain('READ');
  });

  it('keeps the access list of what is written anew, were it cut short right behind that', async () => {
    const cut = openTestConnection(server, 'main', { id: 'cut' });
    cut.client.middlewareStack.add(
      (next, context) => (args) =>
        context.commandName === 'PutObjectAclCommand'
          ? Promise.reject(new AppError('unreachable', 'Cut.'))
          : next(args),
      { step: 'initialize' },
    );
    for (const Key of ['cut', 'cut in parts']) {
      await put(Key, 'x'.repeat(6 * 1024 ** 2), { ACL: 'public-read' });
      const target = { bucket, key: Key };
      const connectionOf =
        Key === 'cut' ? cut : { ...cut, settings: { ...cut.settings, copyInPartsAboveBytes: 5 * 1024 ** 2 } };
      await copyObject(connectionOf, { ...{ connection: 'x', bucket, key: Key, target }, conflict: 'replace' });
      const { Grants = [] } = await client.send(new GetObjectAclCommand({ Bucket: bucket, Key }));
      expect(Grants.map(({ Permission }) => Permission).toSorted()).toEqual(['FULL_CONTROL', 'READ']);
    }
  });

  it('touches nothing that has changed since it was looked at', async () => {
    await put('seen', 'one');
    const attempt = copyTo('seen', 'seen', { conflict: 'replace', seen: { etag: 'another', modified: 0 } });
    await expect(attempt).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('replaces what exists only when told to', async () => {
    await put('from', 'new');
    await put('to', 'old');
    await expect(copyTo('from', 'to')).rejects.toMatchObject({ code: 'conflict' });
    expect(await read('to')).toBe('old');
    await copyTo('from', 'to', { conflict: 'replace' });
    expect(await read('to')).toBe('new');
    const self = { connection: 'x', bucket, key: 'to', target: { bucket, key: 'to' }, conflict: 'replace' } as const;
    await expect(moveObject(connection, self)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await read('to')).toBe('new');
  });

  it('puts an old version on top of the others', async () => {
    await client.send(
      new PutBucketVersioningCommand({ Bucket: other, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const inOther = (Body: string, more: Partial<PutObjectCommandInput> = {}) =>
      client.send(new PutObjectCommand({ Bucket: other, Key: 'v', Body, ...more }));
    const { VersionId: versionId = '' } = await inOther('first', { Metadata: { n: '1' }, Tagging: 'a=b' });
    await inOther('second');
    const restored = await copyObject(connection, {
      connection: 'x',
      bucket: other,
      key: 'v',
      versionId,
      target: { bucket: other, key: 'v' },
      conflict: 'replace',
    });
    expect(await read('v', other)).toBe('first');
    const latest = await head('v', other);
    expect(latest.Metadata).toEqual({ n: '1' });
    // Ceph 16 does not say which version a copy has made.
    expect(restored.versionId).toBe(server.provider === 'ceph' ? null : latest.VersionId);
    expect(await tagsOf('v', other)).toEqual([{ Key: 'a', Value: 'b' }]);
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: other, Prefix: 'v' }));
    expect(Versions).toHaveLength(3);
  });

  it('says which marker hides what was moved', async () => {
    await client.send(new PutObjectCommand({ Bucket: other, Key: 'moved', Body: 'x' }));
    const moved = await moveObject(connection, {
      connection: 'x',
      bucket: other,
      key: 'moved',
      target: { bucket, key: 'moved here' },
      conflict: 'refuse',
    });
    const { DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: other, Prefix: 'moved' }));
    expect(moved.marker).toEqual({ key: 'moved', versionId: DeleteMarkers[0]?.VersionId });
  });

  // Ceph's store for tests lies in memory, and a copy of 5 GiB there is 5 GiB of it.
  it.runIf(server.provider === 'embedded')(
    'copies more than 5 GiB in parts, with all that goes with it',
    async () => {
      const make = async (key: string, times: number, source: string | null, partBytes: number): Promise<void> => {
        const place = { Bucket: bucket, Key: key };
        const { UploadId } = await client.send(
          new CreateMultipartUploadCommand({ ...place, ContentType: 'video/mp4', Tagging: 'size=large' }),
        );
        const Parts = [];
        for (let PartNumber = 1; PartNumber <= times; PartNumber += 1) {
          const part = { ...place, UploadId, PartNumber };
          const ETag = source
            ? (await client.send(new UploadPartCopyCommand({ ...part, CopySource: `${bucket}/${source}` })))
                .CopyPartResult?.ETag
            : (await client.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(partBytes, 'x') }))).ETag;
          Parts.push({ PartNumber, ETag });
        }
        await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
      };
      await make('part', 1, null, 16 * 1024 ** 2);
      await make('quarter', 20, 'part', 0);
      await make('large', 17, 'quarter', 0);
      const before = await head('large');
      expect(before.ContentLength).toBeGreaterThan(5 * 1024 ** 3);
      await copyTo('large', 'large copy');
      expect(await head('large copy')).toMatchObject({ ContentLength: before.ContentLength, ContentType: 'video/mp4' });
      expect(await tagsOf('large copy')).toEqual([{ Key: 'size', Value: 'large' }]);
    },
    240_000,
  );
});
