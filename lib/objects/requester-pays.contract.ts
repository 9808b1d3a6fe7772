import {
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyObject } from '@/lib/copying/operations';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { readObjectDetails, signDownload, walkListing } from './operations';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let main: S3Client;
  let alt: S3Client;
  let bucket: string;
  let own: string;
  let stranger: Connection;
  let payer: Connection;
  const at = (key: string) => ({ connection: 'x', bucket, key });
  const list = async (connection: Connection): Promise<number> => {
    const input = { connection: 'x', bucket, prefix: '', delimiter: '/', cursor: null, pages: 1 };
    let rows = 0;
    for await (const page of walkListing(connection, input)) rows += page.sizes.length;
    return rows;
  };

  beforeAll(async () => {
    [main, alt] = [createPlainClient(server, 'main'), createPlainClient(server, 'alt')];
    bucket = await createTestBucket(main, 'paid');
    own = await createTestBucket(alt, 'payer');
    stranger = openTestConnection(server, 'alt');
    payer = openTestConnection(server, 'alt', {}, new Set([bucket]));
    await main.send(new PutObjectCommand({ Bucket: bucket, Key: 'a b.txt', Body: 'paid' }));
    const statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:GetObject', 's3:GetObjectTagging', 's3:GetObjectAcl', 's3:ListBucket'],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await main.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    await main.send(
      new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration: { Payer: 'Requester' } }),
    );
  });
  afterAll(async () => {
    await removeTestBucket(main, bucket);
    await removeTestBucket(alt, own);
  });

  it('refuses whoever has not agreed to pay', async () => {
    await expect(list(stranger)).rejects.toMatchObject({ code: 'access-denied' });
    await expect(readObjectDetails(stranger, at('a b.txt'))).rejects.toMatchObject({ code: 'access-denied' });
    const { url } = await signDownload(stranger, at('a b.txt'));
    expect((await fetch(url)).status).toBe(403);
  });

  it('lists, describes, signs and copies for whoever has', async () => {
    expect(await list(payer)).toBe(1);
    expect((await readObjectDetails(payer, at('a b.txt'))).sizeBytes).toBe(4);
    const { url } = await signDownload(payer, at('a b.txt'));
    expect(await (await fetch(url)).text()).toBe('paid');
    const target = { bucket: own, key: 'copy' };
    await copyObject(payer, { ...at('a b.txt'), target, conflict: 'replace' });
    expect((await readObjectDetails(payer, { ...target, connection: 'x' })).sizeBytes).toBe(4);
  });
});
