import { CreateMultipartUploadCommand, GetObjectCommand, UploadPartCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { sendWithFetch } from './fetch-put';
import { createMd5Hasher } from './md5/hasher';
import { UploadQueue } from './queue';
import { createMemoryUploadStore } from './store';
import { takeUp } from './take-up';
import { toDirectTransport } from './testing/direct-transport';
import { sampleBytes, untilSnapshot } from './testing/samples';

const mebibyte = 1024 * 1024;
const partBytes = 6 * mebibyte;
const bytes = sampleBytes(13 * mebibyte);

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  let queue: UploadQueue;
  let sentParts: string[];

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'take-up');
  });
  afterAll(() => removeTestBucket(client, bucket));

  beforeEach(() => {
    sentParts = [];
    queue = new UploadQueue({
      transport: toDirectTransport(connection),
      sendPut: (request) => {
        sentParts.push(new URL(request.url).searchParams.get('partNumber') ?? '');
        return sendWithFetch(request);
      },
      hashBody: createMd5Hasher(),
      store: createMemoryUploadStore(),
    });
  });
  afterEach(() => queue.dispose());

  /** An upload of the plain client, with these parts of the file or of another one. */
  async function begin(key: string, parts: Record<number, Buffer>): Promise<string> {
    const place = { Bucket: bucket, Key: key };
    const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(place));
    for (const [number, from] of Object.entries(parts).map(([text, body]) => [Number(text), body] as const)) {
      const Body = from.subarray((number - 1) * partBytes, number * partBytes);
      await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: number, Body }));
    }
    return UploadId;
  }

  const take = (key: string, uploadId: string, file: File) =>
    takeUp({
      upload: { connection: 'x', bucket, key, uploadId },
      file,
      services: queue.services,
      checkCors: () => Promise.resolve({ verdict: 'allowed', message: '', rules: null, proposal: null }),
      askCors: () => Promise.resolve(false),
      askToReplace: () => Promise.resolve(false),
      signal: new AbortController().signal,
    });

  it.each([
    ['what is missing', 'missing', { 1: bytes, 3: bytes }, ['2']],
    ['what is different', 'different', { 1: bytes, 2: sampleBytes(bytes.length, 8), 3: bytes }, ['2']],
    ['all of it, where nothing was sent', 'nothing', {}, ['']],
  ] as const)('an upload of another program goes on with its file: %s is sent', async (_what, key, parts, sent) => {
    const uploadId = await begin(key, parts);
    const file = new File([bytes], 'the file');
    queue.resumeStored((await take(key, uploadId, file))!, file);
    const { uploads } = await untilSnapshot(queue, ({ totals: { byStatus } }) => byStatus.done + byStatus.failed === 1);
    expect(uploads[0]?.failure).toBeNull();
    if (sent[0] !== '') expect(sentParts).toEqual(sent);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it('takes no file whose bytes are not those of the parts', async () => {
    const uploadId = await begin('other', { 1: bytes, 2: bytes });
    const other = new File([sampleBytes(bytes.length, 4)], 'other');
    await expect(take('other', uploadId, other)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(sentParts).toEqual([]);
  });
});
