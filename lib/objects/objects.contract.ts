import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { GetObjectCommand, PutBucketVersioningCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListingPage } from '@/lib/listing/page';
import type { Connection } from '@/lib/s3/connection';
import { signGet, signPut } from '@/lib/s3/presign';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import {
  countPrefix,
  createFolder,
  deleteKeys,
  deletePrefix,
  readObjectDetails,
  readVersioning,
  signDownload,
  walkListing,
} from './operations';

interface Listed {
  names: string[];
  prefixes: string[];
  pages: ListingPage[];
}

function toNames(page: ListingPage): string[] {
  let start = 0;
  return [...page.nameLengths].map((length) => page.names.slice(start, (start += length)));
}

/** Sends a URL exactly as it is written: `fetch` would fold its dot segments. */
function send(
  url: string,
  method: string,
  body = '',
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  const [, host = '', path = ''] = /^http:\/\/([^/]+)(\/.*)$/u.exec(url) ?? [];
  const [hostname, port] = host.split(':');
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method, headers: { 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: answer.headers }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  const put = (key: string, body = key) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength: Buffer.byteLength(body) }));

  async function list(options: Partial<Parameters<typeof walkListing>[1]> = {}): Promise<Listed> {
    const input = { connection: 'x', bucket, prefix: '', delimiter: '/', cursor: null, pages: 100, ...options };
    const pages: ListingPage[] = [];
    for await (const page of walkListing(connection, input)) pages.push(page);
    return { pages, names: pages.flatMap(toNames), prefixes: pages.flatMap(({ prefixes }) => prefixes) };
  }

  beforeAll(() => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
  });

  describe('listing', () => {
    beforeAll(async () => {
      bucket = await createTestBucket(client, 'list');
      await put('docs/', '');
      for (const key of ['a.txt', 'docs/one.md', 'docs/deep/two.md', 'z|1', 'z|2', 'z~']) await put(key);
    });
    afterAll(() => removeTestBucket(client, bucket));

    it('shows one level, folders apart from objects', async () => {
      expect(await list()).toMatchObject({ names: ['a.txt', 'z|1', 'z|2', 'z~'], prefixes: ['docs/'] });
    });

    it('shows a folder without its own marker', async () => {
      expect(await list({ prefix: 'docs/' })).toMatchObject({ names: ['one.md'], prefixes: ['deep/'] });
    });

    it('lists flat, and by another delimiter', async () => {
      expect((await list({ delimiter: '' })).names).toHaveLength(7);
      expect(await list({ delimiter: '|' })).toMatchObject({ prefixes: ['z|'] });
    });

    it('starts after a key', async () => {
      expect((await list({ delimiter: '', startAfter: 'z|1' })).names).toEqual(['z|2', 'z~']);
    });

    it.each(['v1', 'v2'] as const)('pages through everything once, by %s', async (api) => {
      for (const delimiter of ['', '/']) {
        const listed = await list({ delimiter, maxKeys: 2, api });
        const rows = [...listed.names, ...listed.prefixes];
        expect(rows.toSorted()).toEqual([...new Set(rows)].toSorted());
        expect(rows).toHaveLength(delimiter === '' ? 7 : 5);
        expect(listed.pages.length).toBeGreaterThan(2);
      }
    });

    it('stops at the number of pages asked for and goes on from its cursor', async () => {
      const first = await list({ delimiter: '', maxKeys: 2, pages: 1 });
      expect(first.pages).toHaveLength(1);
      const rest = await list({ delimiter: '', maxKeys: 2, cursor: first.pages[0]!.next });
      expect([...first.names, ...rest.names]).toHaveLength(7);
    });

    it('names the owner when asked', async () => {
      expect((await list({ fetchOwner: true })).pages[0]!.owner.values.length).toBeGreaterThan(1);
    });

    it('says who may not look', async () => {
      const stranger = openTestConnection(server, 'alt');
      const input = { connection: 'x', bucket, prefix: '', delimiter: '/', cursor: null, pages: 1 };
      await expect(walkListing(stranger, input).next()).rejects.toMatchObject({ code: 'access-denied' });
      await expect(list({ bucket: 'no-such-bucket-here' })).rejects.toMatchObject({ code: 'bucket-not-found' });
    });
  });

  describe('nasty keys', () => {
    beforeAll(async () => {
      bucket = await createTestBucket(client, 'nasty');
      for (const { key } of nastyKeys) await put(key);
    });
    afterAll(() => removeTestBucket(client, bucket));

    it('lists every one as it is', async () => {
      const { names } = await list({ delimiter: '' });
      expect(names.toSorted()).toEqual(nastyKeys.map(({ key }) => key).toSorted());
    });

    it.each(nastyKeys.map(({ name, key, dotSegments }) => [name, key, dotSegments === true] as const))(
      'reads, signs and deletes %s',
      async (_key, key, dotSegments) => {
        const target = { connection: 'x', bucket, key };
        expect(await readObjectDetails(connection, target)).toMatchObject({ sizeBytes: Buffer.byteLength(key) });
        if (dotSegments) {
          await expect(signDownload(connection, target)).rejects.toMatchObject({ code: 'unsupported' });
        } else {
          const { url } = await signDownload(connection, target);
          const answer = await send(url, 'GET');
          expect(answer).toMatchObject({ status: 200, body: key });
          expect(answer.headers['content-disposition']).toMatch(/^attachment; filename=/u);
        }
        expect(await deleteKeys(connection, { ...target, keys: [key] })).toEqual({
          deleted: 1,
          failures: [],
          markers: [],
        });
        await expect(readObjectDetails(connection, target)).rejects.toMatchObject({ code: 'not-found' });
      },
    );
  });

  describe('links', () => {
    beforeAll(async () => {
      bucket = await createTestBucket(client, 'links');
      await put('a.txt', 'hello');
    });
    afterAll(() => removeTestBucket(client, bucket));

    it('carry response overrides, and no checksum of nothing', async () => {
      const { url } = await signGet(connection, { bucket, key: 'a.txt' }, { ResponseContentType: 'text/csv' }, 60);
      expect((await send(url, 'GET')).headers['content-type']).toBe('text/csv');
      const upload = await signPut(connection, { bucket, key: 'b.txt' }, 60);
      expect(upload.url).not.toMatch(/checksum/iu);
      expect((await send(upload.url, 'PUT', 'by link')).status).toBe(200);
      const stored = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'b.txt' }));
      expect(await stored.Body!.transformToString()).toBe('by link');
    });

    it('die when they say', async () => {
      const { url, expires } = await signGet(connection, { bucket, key: 'a.txt' }, {}, 1);
      await new Promise((resolve) => setTimeout(resolve, expires - Date.now() + 1_500));
      expect((await send(url, 'GET')).status).toBe(403);
    });

    it('are signed for the public address', async () => {
      const behindProxy = openTestConnection(server, 'main', {
        id: 'proxied',
        publicEndpoint: 'https://s3.example.com',
      });
      const { url } = await signGet(behindProxy, { bucket, key: 'a.txt' }, {}, 60);
      expect(new URL(url).host).toBe('s3.example.com');
    });
  });

  describe('deletes', () => {
    beforeAll(async () => {
      bucket = await createTestBucket(client, 'delete');
      const keys = Array.from({ length: 1205 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
      for (let start = 0; start < keys.length; start += 64) {
        await Promise.all(keys.slice(start, start + 64).map((key) => put(key, 'xy')));
      }
      await put('keep.txt');
    });
    afterAll(() => removeTestBucket(client, bucket));

    it('count what lies under a prefix, page by page', async () => {
      const first = await countPrefix(connection, { connection: 'x', bucket, prefix: 'many/', cursor: null });
      expect(first).toMatchObject({ keys: 1000, bytes: 2000 });
      const second = await countPrefix(connection, { connection: 'x', bucket, prefix: 'many/', cursor: first.next });
      expect(second).toEqual({ keys: 205, bytes: 410, next: null });
    });

    it('empty a prefix and nothing else', async () => {
      const folder = { connection: 'x', bucket, prefix: 'many/' };
      const first = await deletePrefix(connection, { ...folder, cursor: null });
      expect(first).toMatchObject({ deleted: 1000, failures: [] });
      const second = await deletePrefix(connection, { ...folder, cursor: first.next });
      expect(second).toEqual({ deleted: 205, failures: [], markers: [], next: null });
      expect((await list({ delimiter: '' })).names).toEqual(['keep.txt']);
    });

    it('name every key that was refused', async () => {
      const stranger = openTestConnection(server, 'alt');
      const result = await deleteKeys(stranger, { connection: 'x', bucket, keys: ['keep.txt', 'a\u0001b'] });
      expect(result).toMatchObject({ deleted: 0, failures: [{ code: 'AccessDenied' }, { code: 'AccessDenied' }] });
      expect(result.failures.map(({ key }) => key).toSorted()).toEqual(['a\u0001b', 'keep.txt']);
    });

    it('leave a marker where versions are kept', async () => {
      expect(await readVersioning(connection, { bucket })).toBe('off');
      await client.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
      expect(await readVersioning(connection, { bucket })).toBe('enabled');
      const { VersionId } = await put('kept.txt', 'still here');
      await deleteKeys(connection, { connection: 'x', bucket, keys: ['kept.txt'] });
      const stored = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'kept.txt', VersionId }));
      expect(await stored.Body!.transformToString()).toBe('still here');
    });
  });

  it('creates a folder that other tools see as one', async () => {
    bucket = await createTestBucket(client, 'folder');
    const { key } = await createFolder(connection, { connection: 'x', bucket, prefix: 'a/', name: 'new + old' });
    expect(key).toBe('a/new + old/');
    expect(await list({ prefix: 'a/' })).toMatchObject({ names: [], prefixes: ['new + old/'] });
    const stored = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    expect(
      createHash('md5')
        .update(await stored.Body!.transformToByteArray())
        .digest('hex'),
    ).toBe('d41d8cd98f00b204e9800998ecf8427e');
    await expect(
      createFolder(connection, { connection: 'x', bucket, prefix: 'a/', name: 'new + old' }),
    ).rejects.toMatchObject({
      code: 'precondition-failed',
    });
    await removeTestBucket(client, bucket);
  });
});
