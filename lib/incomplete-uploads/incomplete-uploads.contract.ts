import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { abortUploads, listUploads, measureUploads } from './operations';
import type { UploadCursor } from './schema';
import type { IncompleteUpload } from './types';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  const begin = async (key: string): Promise<string> =>
    (await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }))).UploadId ?? '';
  const listAll = async (maxUploads?: number, prefix = ''): Promise<IncompleteUpload[]> => {
    const uploads: IncompleteUpload[] = [];
    let cursor: UploadCursor | null = null;
    do {
      const input = { connection: 'x', bucket, prefix, cursor, ...(maxUploads !== undefined && { maxUploads }) };
      const page = await listUploads(connection, input);
      uploads.push(...page.uploads);
      cursor = page.next;
    } while (cursor !== null);
    return uploads;
  };

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'incomplete');
    for (const { key } of nastyKeys) await begin(key);
    await begin('two words.txt');
  });
  afterAll(() => removeTestBucket(client, bucket));

  it.each([undefined, 7])('lists every upload once, whatever its key, %s a page', async (maxUploads) => {
    const uploads = await listAll(maxUploads);
    const keys = [...nastyKeys.map(({ key }) => key), 'two words.txt'];
    expect(uploads.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    expect(new Set(uploads.map(({ key, uploadId }) => `${key}@${uploadId}`)).size).toBe(keys.length);
    expect(uploads.every(({ initiated, initiator }) => initiated !== null && initiator !== '')).toBe(true);
  });

  it('lists those of a prefix', async () => {
    expect((await listAll(undefined, 'two')).map(({ key }) => key)).toEqual(['two words.txt', 'two words.txt']);
  });

  it('adds up what was sent', async () => {
    const uploadId = await begin('sent');
    for (const [index, size] of [5 * 1024 ** 2, 9].entries()) {
      const part = { Bucket: bucket, Key: 'sent', UploadId: uploadId, PartNumber: index + 1 };
      await client.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(size, 'x') }));
    }
    const uploads = [
      { key: 'sent', uploadId },
      { key: 'sent', uploadId: `${uploadId.slice(0, -4)}gone` },
    ];
    const sizes = await measureUploads(connection, { connection: 'x', bucket, uploads });
    expect(sizes).toHaveLength(2);
    expect(sizes).toContainEqual({ key: 'sent', uploadId, bytes: 5 * 1024 ** 2 + 9, parts: 2 });
    expect(sizes).toContainEqual({ ...uploads[1], bytes: null, parts: null });
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: 'sent', UploadId: uploadId }));
  });

  it('names the uploads these keys may not abort', async () => {
    const uploads = (await listAll()).slice(0, 2).map(({ key, uploadId }) => ({ key, uploadId }));
    const stranger = openTestConnection(server, 'alt');
    const refused = await abortUploads(stranger, { connection: 'x', bucket, uploads });
    expect(refused).toMatchObject({ aborted: 0, failures: [{ code: 'AccessDenied' }, { code: 'AccessDenied' }] });
  });

  it('aborts every upload, whatever its key, and one that is gone too', async () => {
    const uploads = (await listAll()).map(({ key, uploadId }) => ({ key, uploadId }));
    const input = { connection: 'x', bucket, uploads };
    expect(await abortUploads(connection, input)).toEqual({ aborted: uploads.length, failures: [] });
    expect(await abortUploads(connection, input)).toMatchObject({ failures: [] });
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(Uploads).toEqual([]);
  });
});
