import { createHash } from 'node:crypto';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { writeText } from './operations';

const { signal } = new AbortController();

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'text');
  });
  afterAll(() => removeTestBucket(client, bucket));

  async function* repeat(text: string, count: number): AsyncGenerator<string> {
    for (let index = 0; index < count; index += 1) yield await Promise.resolve(`${text}${index}\r\n`);
  }

  it.each([
    ['nothing', 0],
    ['little', 3],
    // Some twenty megabytes, in three parts.
    ['much', 20_000],
  ])('writes %s', async (name, count) => {
    const key = `${name}.csv`;
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'much.csv.other' }));
    const text = 'ä'.repeat(530);
    const hash = createHash('sha256');
    let length = 0;
    for await (const part of repeat(text, count)) {
      hash.update(part);
      length += Buffer.byteLength(part);
    }
    const place = { bucket, key, contentType: 'text/csv' };
    expect(await writeText(connection, place, repeat(text, count), signal)).toBe(length);
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = await Body?.transformToByteArray();
    expect(ContentType).toBe('text/csv');
    expect(bytes).toHaveLength(length);
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(hash.digest('hex'));
  });

  it('ends what a try before it has left, and leaves nothing itself when it fails', async () => {
    const place = { bucket, key: 'again.csv', contentType: 'text/csv' };
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: place.key }));
    const broken = async function* (): AsyncGenerator<string> {
      yield* repeat('x'.repeat(1_000), 10_000);
      throw new Error('no more');
    };
    await expect(writeText(connection, place, broken(), signal)).rejects.toThrow('no more');
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: place.key }));
    expect(Uploads).toEqual([]);
  });
});
