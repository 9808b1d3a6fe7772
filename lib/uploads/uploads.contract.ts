import {
  GetBucketCorsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { addCorsRule, checkCors } from './cors/operations';
import { isSameRules } from '@/lib/cors/rules';
import { sendWithFetch } from './fetch-put';
import * as operations from './operations';
import type { PutRequest, SendPut } from './put';
import { UploadQueue } from './queue';
import type { UploadSource } from './queue-item';
import { createMemoryUploadStore } from './store';
import { createMd5Hasher } from './md5/hasher';
import { toDirectTransport } from './testing/direct-transport';
import { sampleBytes, sampleSource, untilSnapshot } from './testing/samples';
import type { UploadTransport } from './transport';

const mebibyte = 1024 * 1024;

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  let queue: UploadQueue;
  let puts: PutRequest[];
  let store: ReturnType<typeof createMemoryUploadStore>;

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'uploads');
  });

  afterAll(() => removeTestBucket(client, bucket));

  beforeEach(() => {
    puts = [];
    store = createMemoryUploadStore();
    queue = createQueue();
  });

  afterEach(() => queue.dispose());

  function createQueue(sendPut: SendPut = sendWithFetch, transport = toDirectTransport(connection)) {
    const send: SendPut = (request) => {
      puts.push(request);
      return sendPut(request);
    };
    return new UploadQueue({ transport, sendPut: send, hashBody: createMd5Hasher(), store });
  }

  const target = () => ({ connection: connection.id, bucket });
  const add = (...sources: UploadSource[]) => queue.add(target(), sources);
  const settled = () =>
    untilSnapshot(
      queue,
      ({ totals: { byStatus, count } }) => count > 0 && byStatus.done + byStatus.failed + byStatus.cancelled === count,
    );

  async function read(key: string): Promise<Buffer> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  async function openUploads(): Promise<number> {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return Uploads.length;
  }

  it('puts a large file together byte by byte and checks what it made', async () => {
    const bytes = sampleBytes(50 * mebibyte + 7);
    add(sampleSource('large', bytes, { contentType: 'video/mp4' }));
    const { uploads } = await settled();
    expect(uploads[0]?.failure).toBeNull();
    expect(uploads[0]?.outcome?.checks.toSorted()).toEqual(['content-md5', 'etag', 'size']);
    expect((await read('large')).equals(bytes)).toBe(true);
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'large' }));
    expect(head.ContentType).toBe('video/mp4');
    expect(puts).toHaveLength(4);
  });

  it('puts small and empty files and folder markers in one request each', async () => {
    const folder = sampleSource('empty folder/', sampleBytes(0), { contentType: 'application/x-directory' });
    add(
      sampleSource('small.txt', sampleBytes(1234), { contentType: 'text/plain' }),
      sampleSource('empty', sampleBytes(0)),
      folder,
    );
    const { totals } = await settled();
    expect(totals.byStatus.done).toBe(3);
    expect(puts).toHaveLength(3);
    expect(await read('small.txt')).toEqual(sampleBytes(1234));
    expect((await read('empty folder/')).length).toBe(0);
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'small.txt' }));
    expect(head.ContentType).toBe('text/plain');
  });

  it('is told by the endpoint when bytes differ from their MD5', async () => {
    const damage: SendPut = (request) => sendWithFetch({ ...request, body: new Blob([sampleBytes(1000, 99)]) });
    queue = createQueue(damage);
    add(sampleSource('damaged', sampleBytes(1000)));
    const { uploads } = await settled();
    expect(uploads[0]?.failure?.message).toContain('damaged');
    expect(await operations.findExisting(connection, { ...target(), keys: ['damaged'] })).toEqual([]);
  });

  it('goes on after a loss with what has not arrived', async () => {
    const bytes = sampleBytes(12 * mebibyte);
    const address = { ...target(), key: 'resumed' };
    const { uploadId } = await operations.beginUpload(connection, { ...address, contentType: 'text/plain' });
    const partSizeBytes = 5 * mebibyte;
    const { requests } = await operations.signParts(connection, { ...address, uploadId, partNumbers: [2] });
    await fetch(requests[0]!.url, { method: 'PUT', body: bytes.subarray(partSizeBytes, 2 * partSizeBytes) });
    const stored = { ...address, id: 'r', uploadId, partSizeBytes, contentType: 'text/plain', mayOverwrite: true };
    const file = new File([bytes], 'resumed', { lastModified: 5 });
    queue.resumeStored({ ...stored, sizeBytes: bytes.length, lastModified: 5, began: 0, handle: null }, file);
    const { uploads } = await settled();
    expect(uploads[0]?.failure).toBeNull();
    expect(puts.map(({ url }) => new URL(url).searchParams.get('partNumber')).sort()).toEqual(['1', '3']);
    expect((await read('resumed')).equals(bytes)).toBe(true);
  });

  it('signs again what has expired', async () => {
    const transport = toDirectTransport(connection);
    let isFirst = true;
    const signParts: UploadTransport['signParts'] = async (request) => {
      if (!isFirst) return transport.signParts(request);
      isFirst = false;
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * 3600 * 1000 });
      try {
        return await transport.signParts(request);
      } finally {
        vi.useRealTimers();
      }
    };
    queue = createQueue(sendWithFetch, { ...transport, signParts });
    const bytes = sampleBytes(20 * mebibyte);
    add(sampleSource('late', bytes));
    const { uploads } = await settled();
    expect(uploads[0]?.failure).toBeNull();
    expect(puts.length).toBeGreaterThan(2);
    expect((await read('late')).equals(bytes)).toBe(true);
  });

  it('reaches every legal key that a browser can send, and says which it cannot', async () => {
    add(...nastyKeys.map(({ key }, index) => sampleSource(key, sampleBytes(64, index))));
    const { uploads } = await settled();
    for (const [index, { key, name, dotSegments }] of nastyKeys.entries()) {
      const view = uploads[index]!;
      if (dotSegments) {
        expect(view.failure?.message, name).toContain('folds');
      } else {
        expect(view.failure, name).toBeNull();
        expect(await read(key), name).toEqual(sampleBytes(64, index));
      }
    }
    const sendable = nastyKeys.filter(({ dotSegments }) => !dotSegments).map(({ key }) => key);
    const found = await operations.findExisting(connection, { ...target(), keys: [...sendable, 'nowhere', 'zzz/no'] });
    expect(found.map(({ key }) => key).sort()).toEqual(sendable.toSorted());
  });

  it('leaves nothing behind when cancelled', async () => {
    const cancellation: { under?: Promise<void> } = {};
    queue = createQueue((request) => {
      if (request.url.includes('partNumber=2')) cancellation.under ??= queue.cancel(ids[0]!);
      return sendWithFetch(request);
    });
    const ids = add(sampleSource('cancelled', sampleBytes(40 * mebibyte)));
    const { uploads } = await settled();
    await cancellation.under;
    expect(uploads[0]?.status).toBe('cancelled');
    expect(uploads[0]?.failure).toBeNull();
    expect(await openUploads()).toBe(0);
  });

  it('does not replace an object unless that was agreed to', async () => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'theirs', Body: 'theirs' }));
    const [id] = add(sampleSource('theirs', sampleBytes(10), { mayOverwrite: false }));
    const { uploads } = await settled();
    expect(uploads[0]?.failure?.kind).toBe('conflict');
    expect((await read('theirs')).toString()).toBe('theirs');
    queue.resume(id!, { mayOverwrite: true });
    await untilSnapshot(queue, ({ totals }) => totals.byStatus.done === 1);
    expect(await read('theirs')).toEqual(sampleBytes(10));
  });

  it('completes once: a repeated request finds the object it made, a wrong one is refused', async () => {
    const bytes = sampleBytes(6 * mebibyte);
    const address = { ...target(), key: 'twice' };
    const { uploadId } = await operations.beginUpload(connection, { ...address, contentType: '' });
    const { requests } = await operations.signParts(connection, { ...address, uploadId, partNumbers: [1, 2] });
    const request = {
      ...address,
      uploadId,
      sizeBytes: bytes.length,
      partSizeBytes: 5 * mebibyte,
      partCount: 2,
      expectedEtag: `${'0'.repeat(32)}-2`,
      mayOverwrite: true,
    };
    await fetch(requests[0]!.url, { method: 'PUT', body: bytes.subarray(0, 5 * mebibyte) });
    await expect(operations.completeUpload(connection, request)).rejects.toMatchObject({ code: 'conflict' });
    await fetch(requests[1]!.url, { method: 'PUT', body: bytes.subarray(5 * mebibyte) });
    const made = await operations.completeUpload(connection, request);
    expect(made.sizeBytes).toBe(bytes.length);
    await expect(operations.completeUpload(connection, request)).rejects.toMatchObject({ code: 'not-found' });
    const again = await operations.completeUpload(connection, { ...request, expectedEtag: made.etag! });
    expect(again.etag).toBe(made.etag);
    await expect(operations.abortUpload(connection, { ...address, uploadId })).resolves.toBeNull();
  });

  it('sees every part of an upload that has more than one page of them', async () => {
    const address = { ...target(), key: 'many parts' };
    const { uploadId } = await operations.beginUpload(connection, { ...address, contentType: '' });
    const numbers = Array.from({ length: 1050 }, (_, index) => index + 1);
    for (let first = 0; first < numbers.length; first += 100) {
      const partNumbers = numbers.slice(first, first + 100);
      const { requests } = await operations.signParts(connection, { ...address, uploadId, partNumbers });
      await Promise.all(requests.map(({ url }) => fetch(url, { method: 'PUT', body: 'x' })));
    }
    const parts = await operations.listParts(connection, { ...address, uploadId });
    expect(parts.map(({ partNumber }) => partNumber)).toEqual(numbers);
    expect(parts.every(({ sizeBytes }) => sizeBytes === 1)).toBe(true);
    await operations.abortUpload(connection, { ...address, uploadId });
  });

  it('finds what exists among few keys and among many', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `many/${index}`);
    const existing = keys.filter((_, index) => index % 3 === 0);
    await Promise.all(
      existing.map((key) => client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: key }))),
    );
    const many = await operations.findExisting(connection, { ...target(), keys });
    expect(many.map(({ key }) => key).sort()).toEqual(existing.toSorted());
    expect(many[0]?.sizeBytes).toBe(many[0]?.key.length);
    const few = await operations.findExisting(connection, { ...target(), keys: keys.slice(0, 5) });
    expect(few.map(({ key }) => key).sort()).toEqual(['many/0', 'many/3']);
  });

  it('refuses somebody else', async () => {
    const stranger = openTestConnection(server, 'alt');
    const begin = operations.beginUpload(stranger, { ...target(), key: 'intruder', contentType: '' });
    await expect(begin).rejects.toMatchObject({ code: 'access-denied' });
  });

  it('tells what the CORS rules lack, adds the least, and keeps the rest', async () => {
    const origin = 'https://console.example.net';
    const own = await createTestBucket(client, 'cors');
    const where = { connection: connection.id, bucket: own, origin };
    try {
      const theirs = { AllowedOrigins: ['*'], AllowedMethods: ['GET'], AllowedHeaders: ['range'], MaxAgeSeconds: 60 };
      await client.send(new PutBucketCorsCommand({ Bucket: own, CORSConfiguration: { CORSRules: [theirs] } }));
      const before = await checkCors(connection, where);
      expect(before).toMatchObject({ verdict: 'refused' });
      expect(before.message).toContain('the method PUT');
      const after = await addCorsRule(connection, { ...where, seen: before.rules! }, noDiary);
      expect(after.verdict).toBe('allowed');
      expect(isSameRules(after.rules!, before.proposal!)).toBe(true);
      const { CORSRules } = await client.send(new GetBucketCorsCommand({ Bucket: own }));
      expect(CORSRules?.at(-1)).toMatchObject(theirs);
      await expect(addCorsRule(connection, { ...where, seen: before.rules! }, noDiary)).rejects.toMatchObject({
        code: 'conflict',
      });
      const other = await checkCors(connection, { ...where, origin: 'https://elsewhere.example' });
      expect(other.verdict).toBe('refused');
    } finally {
      await removeTestBucket(client, own);
    }
  });

  it('knows that a bucket without rules lets no browser in', async () => {
    const own = await createTestBucket(client, 'cors');
    try {
      const check = await checkCors(connection, {
        connection: connection.id,
        bucket: own,
        origin: 'http://localhost:3000',
      });
      expect(check).toMatchObject({ verdict: 'refused', rules: [] });
      expect(check.proposal).toHaveLength(1);
    } finally {
      await removeTestBucket(client, own);
    }
  });
});
