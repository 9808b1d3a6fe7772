import {
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  type S3Client,
  type WebsiteConfiguration,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { checkWebsite } from './operations';
import type { CheckRow, WebsiteCheck } from './types';

/** Ceph 16.2 sends something that is no HTTP where it should show an error document that is missing. */
const withoutErrorDocument = (name: string) => (name === 'ceph' ? 'no-answer' : 'differs');

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (name, server) => {
  let client: S3Client;
  let connection: Connection;
  let bucket: string;
  const target = () => ({ connection: connection.id, bucket });
  const set = (WebsiteConfiguration: WebsiteConfiguration) =>
    client.send(new PutBucketWebsiteCommand({ Bucket: bucket, WebsiteConfiguration }));
  const allow = (...actions: string[]) => {
    const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: actions, Resource }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    return client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  };
  const check = async (): Promise<CheckRow[]> => {
    const result = await checkWebsite(connection, target());
    if (result.state !== 'asked') throw new Error(`the website was not asked: ${result.state}`);
    return result.rows;
  };
  const verdicts = (rows: CheckRow[]) => rows.map(({ verdict }) => verdict);

  beforeAll(async () => {
    client = createPlainClient(server);
    connection = openTestConnection(server);
    bucket = await createTestBucket(client, 'site');
  });
  afterAll(() => removeTestBucket(client, bucket));

  const pages: WebsiteConfiguration = { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: '404.html' } };

  it('a bucket without a website is not asked, nor by keys that may not know', async () => {
    expect(await checkWebsite(connection, target())).toEqual<WebsiteCheck>({ state: 'no-website' });
    const stranger = openTestConnection(server, 'alt');
    expect(await checkWebsite(stranger, target())).toEqual({ state: 'denied', permission: 's3:GetBucketWebsite' });
  });

  it('what is missing or closed is told apart from what is wrong', async () => {
    await set(pages);
    const [closed] = await check();
    expect(closed).toMatchObject({
      verdict: withoutErrorDocument(name),
      remark: 'The bucket has no object “index.html”.',
    });
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'index.html', Body: 'home' }));
    const [unreadable] = await check();
    expect(unreadable).toMatchObject({ verdict: withoutErrorDocument(name) });
    if (unreadable?.verdict === 'differs') expect(unreadable.remark).toContain('The world may not read “index.html”');
  });

  it('index, error document and routing rules are seen at work', async () => {
    await allow('s3:GetObject', 's3:ListBucket');
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: '404.html', Body: 'there is nothing here' }));
    await set({
      ...pages,
      RoutingRules: [
        { Condition: { KeyPrefixEquals: 'docs/' }, Redirect: { ReplaceKeyPrefixWith: 'documents & more/' } },
        {
          Condition: { KeyPrefixEquals: 'moved/', HttpErrorCodeReturnedEquals: '404' },
          Redirect: {
            HostName: 'elsewhere.example',
            Protocol: 'https',
            HttpRedirectCode: '302',
            ReplaceKeyWith: 'home',
          },
        },
        { Condition: { KeyPrefixEquals: 'docs/old/' }, Redirect: { HostName: 'never.example' } },
      ],
    });
    const rows = await check();
    expect(verdicts(rows)).toEqual(['as-set', 'as-set', 'as-set', 'as-set', 'not-asked']);
    expect(rows[3]).toMatchObject({ found: '302 to https://elsewhere.example/home' });
  });

  it('a rule that waits for 404 is not reached where what is missing answers 403', async () => {
    await allow('s3:GetObject');
    const [, , , rule] = await check();
    expect(rule).toMatchObject({ verdict: 'differs', found: expect.stringContaining('403') as string });
    expect(rule?.remark).toContain('may not list the bucket');
  });

  it('a site that sends everything elsewhere does so', async () => {
    await set({ RedirectAllRequestsTo: { HostName: 'www.example.com', Protocol: 'https' } });
    expect(verdicts(await check())).toEqual(['as-set']);
  });

  it('nothing is asked where nobody knows the address', async () => {
    const unknown = openTestConnection(server, 'main', { websiteDomain: null });
    expect(await checkWebsite(unknown, target())).toEqual({ state: 'no-address' });
  });
});
