import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises } from './contract';
import { sendRaw } from './contract-raw';

describe.each(testServers().map((server) => [server.name, server] as const))('websites on %s', (_name, server) => {
  let client: s3.S3Client;
  let Bucket: string;

  const put = (Key: string, Body: string, more: Partial<s3.PutObjectCommandInput> = {}) =>
    client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/html', ...more }));

  beforeAll(async () => {
    client = createPlainClient(server);
    Bucket = await createTestBucket(client, 'website');
    const WebsiteConfiguration: s3.WebsiteConfiguration = {
      IndexDocument: { Suffix: 'index.html' },
      ErrorDocument: { Key: 'error.html' },
      RoutingRules: [
        { Condition: { KeyPrefixEquals: 'old/' }, Redirect: { ReplaceKeyPrefixWith: 'new/' } },
        {
          Condition: { KeyPrefixEquals: 'moved/', HttpErrorCodeReturnedEquals: '404' },
          Redirect: { HostName: 'elsewhere.example', HttpRedirectCode: '302', ReplaceKeyWith: 'home' },
        },
      ],
    };
    await client.send(new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
    // Who may not list is not told that something is missing, but that it is closed.
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
    await put('index.html', 'home');
    await put('docs/index.html', 'docs');
    await put('error.html', 'sorry');
    await put('away', '', { WebsiteRedirectLocation: 'https://away.example/' });
  });
  afterAll(() => removeTestBucket(client, Bucket));

  const { website } = server;
  if (!website) throw new Error(`Nobody said where ${server.name} serves websites.`);
  /** Status, and where to or what of an answer. */
  const ask = async (path: string) => {
    const answer = await sendRaw(`${website.url}${path}`, 'GET', { host: `${Bucket}.${website.domain}` });
    const { location } = answer.headers;
    return [
      answer.status,
      typeof location === 'string' ? location.replace(/^http:\/\/[^/]+(?=\/)/, 'HERE') : answer.body,
    ];
  };

  declarePromises(server, 'websites', (promise) => {
    promise('show the index of every folder to everybody', async () => [await ask('/'), await ask('/docs/')], [
      [200, 'home'],
      [200, 'docs'],
    ]);
    promise('lead from the name of a folder into it', () => ask('/docs'), [302, '/docs/']);
    promise('show their error document in place of what is not there', () => ask('/none'), [404, 'sorry']);
    promise('lead away by prefix', () => ask('/old/a?b'), [301, 'HERE/new/a']);
    promise('lead away by what went wrong', () => ask('/moved/a'), [302, 'HERE/home']);
    promise('lead away where an object says so', () => ask('/away'), [301, 'https://away.example/']);
  });
});
