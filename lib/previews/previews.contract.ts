import {
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { hasDotSegment } from '@/lib/s3/keys';
import { ObjectSource } from './object-source';
import { openPreview, signSave } from './operations';
import { sendSave } from './send-save';
import { toBytes } from './testing/memory-source';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  const at = (key: string) => ({ connection: 'x', bucket, key });
  const named = (key: string) => ({ Bucket: bucket, Key: key });
  const put = (key: string, more = {}) => client.send(new PutObjectCommand({ ...named(key), Body: 'x', ...more }));
  const open = async (key: string): Promise<ObjectSource> =>
    new ObjectSource({ link: await openPreview(connection, at(key)), renew: () => openPreview(connection, at(key)) });

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'previews');
  });
  afterAll(() => removeTestBucket(client, bucket));

  it.each(nastyKeys.filter(({ key }) => !hasDotSegment(key)).map(({ name, key }) => [name, key] as const))(
    'reads ranges of %s',
    async (_key, key) => {
      await put(key, { Body: '0123456789' });
      expect(await (await open(key)).read(3, 6)).toEqual(toBytes('345'));
    },
  );

  it('makes the answer harmless, whatever was stored', async () => {
    await put('page.html', { Body: '<script>', ContentType: 'text/html', ContentEncoding: 'gzip' });
    const link = await openPreview(connection, at('page.html'));
    expect(link).toMatchObject({ contentType: 'text/html', contentEncoding: 'gzip', sizeBytes: 8 });
    const { headers } = await fetch(link.url, { headers: { 'accept-encoding': 'identity' } });
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('content-encoding')).toBe('identity');
    await put('a.svg', { ContentType: 'text/html' });
    const { url } = await openPreview(connection, at('a.svg'));
    expect((await fetch(url)).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('notices an object that was written anew', async () => {
    await put('changing', { Body: 'one'.repeat(50_000) });
    const source = await open('changing');
    await source.read(0, 3);
    await put('changing', { Body: 'two'.repeat(50_000) });
    await expect(source.read(140_000, 140_003)).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('writes an edited object as it was, and never over somebody else’s work', async () => {
    const key = 'notes.txt';
    const first = await put(key, {
      Body: 'old',
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-store',
      Metadata: { team: 'barrel' },
      Tagging: 'a=1&b=two%20words',
      ACL: 'public-read',
    });
    const etag = first.ETag!.replaceAll('"', '');
    const ticket = await signSave(connection, { ...at(key), etag });
    expect(ticket.isConditional).toBe(true);
    await sendSave(ticket, toBytes('new'));

    const head = await client.send(new HeadObjectCommand(named(key)));
    expect(head).toMatchObject({
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-store',
      Metadata: { team: 'barrel' },
    });
    const read = await client.send(new GetObjectCommand(named(key)));
    expect(await read.Body?.transformToString()).toBe('new');
    const { TagSet = [] } = await client.send(new GetObjectTaggingCommand(named(key)));
    expect(TagSet.toSorted((left, right) => left.Key!.localeCompare(right.Key!))).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: 'two words' },
    ]);
    const { Grants = [] } = await client.send(new GetObjectAclCommand(named(key)));
    expect(Grants.map(({ Permission }) => Permission).sort()).toEqual(['FULL_CONTROL', 'READ']);

    // The ticket was for the object as it was; a new one for it is not given either.
    await expect(sendSave(ticket, toBytes('late'))).rejects.toMatchObject({ code: 'precondition-failed' });
    await expect(signSave(connection, { ...at(key), etag })).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await (await client.send(new GetObjectCommand(named(key)))).Body?.transformToString()).toBe('new');
  });

  it('lets nobody leave out what was signed', async () => {
    const { ETag } = await put('kept.txt', { Metadata: { team: 'barrel' } });
    const ticket = await signSave(connection, { ...at('kept.txt'), etag: ETag!.replaceAll('"', '') });
    const { 'x-amz-meta-team': _left, ...fewer } = ticket.headers;
    await expect(sendSave({ ...ticket, headers: fewer }, toBytes('y'))).rejects.toMatchObject({
      code: 'access-denied',
    });
  });
});
