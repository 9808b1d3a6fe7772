import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  type CORSRule,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';
import { code, sendRaw } from './contract-raw';

describe.each(testServers().map((server) => [server.name, server] as const))('browsers on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;
  let url: string;
  const origin = 'https://console.example';
  const rule: CORSRule = {
    AllowedOrigins: ['https://*.example'],
    AllowedMethods: ['GET', 'PUT'],
    AllowedHeaders: ['content-md5', 'content-type'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 600,
  };

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'cors');
    url = `${server.endpoint}/${bucket}/k`;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'hello' }));
  });
  afterAll(() => removeTestBucket(client, bucket));

  const ask = (method: string, headers = '') =>
    sendRaw(url, 'OPTIONS', {
      origin,
      'access-control-request-method': method,
      ...(headers !== '' && { 'access-control-request-headers': headers }),
    });
  const putRule = () =>
    client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));

  declarePromises(server, 'browsers', (promise) => {
    promise(
      'rules come back as they were put, and go',
      async () => {
        const read = () => client.send(new GetBucketCorsCommand({ Bucket: bucket }));
        const before = await outcome(read());
        await putRule();
        const { CORSRules = [] } = await read();
        for (const stored of CORSRules) stored.AllowedHeaders?.sort();
        await client.send(new DeleteBucketCorsCommand({ Bucket: bucket }));
        return [before, CORSRules, await outcome(read())];
      },
      ['404 NoSuchCORSConfiguration', [rule], '404 NoSuchCORSConfiguration'],
    );

    promise(
      'a preflight is answered as the rules say',
      async () => {
        const none = await ask('PUT');
        await putRule();
        const right = await ask('PUT', 'content-md5,content-type');
        const wrong = [await ask('DELETE'), await ask('PUT', 'x-amz-acl')];
        return [
          none.status,
          right.status,
          right.headers['access-control-allow-origin'],
          right.headers['access-control-max-age'],
          wrong.map((answer) => answer.status),
        ];
      },
      [403, 200, origin, '600', [403, 403]],
    );

    promise(
      'an answer can be read, with the headers that are exposed',
      async () => {
        await putRule();
        const signed = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: 'k' }), {
          expiresIn: 60,
        });
        const mine = await sendRaw(signed, 'GET', { origin });
        const foreign = await sendRaw(signed, 'GET', { origin: 'https://elsewhere.test' });
        return [
          mine.body,
          mine.headers['access-control-allow-origin'],
          mine.headers['access-control-expose-headers'],
          foreign.status,
          foreign.headers['access-control-allow-origin'],
        ];
      },
      ['hello', origin, 'ETag', 200, undefined],
    );

    promise(
      'a presigned URL serves for what was signed and nothing else',
      async () => {
        const signed = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: 'k' }), {
          expiresIn: 60,
        });
        const tampered = signed.replace('X-Amz-Expires=60', 'X-Amz-Expires=600');
        const answers = [
          await sendRaw(signed),
          await sendRaw(signed, 'GET', { range: 'bytes=1-2' }),
          await sendRaw(signed, 'PUT', {}, 'x'),
          await sendRaw(signed.replace('/k?', '/other?')),
          await sendRaw(tampered),
        ];
        return answers.map((answer) => (answer.status < 300 ? answer.body : code(answer)));
      },
      ['hello', 'el', '403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch'],
    );

    promise(
      'a presigned URL dies, and cannot be made for more than a week',
      async () => {
        const command = new GetObjectCommand({ Bucket: bucket, Key: 'k' });
        const signingDate = new Date(Date.now() - 120_000);
        const dead = await getSignedUrl(client, command, { expiresIn: 60, signingDate });
        return code(await sendRaw(dead));
      },
      '403 AccessDenied',
    );

    promise(
      'a presigned PUT writes, checks the MD5 it is given, and dies with its upload',
      async () => {
        const command = new PutObjectCommand({ Bucket: bucket, Key: 'put', ContentType: 'text/plain' });
        const signed = await getSignedUrl(client, command, { expiresIn: 60 });
        const type = { 'content-type': 'text/plain' };
        const wrong = await sendRaw(signed, 'PUT', { ...type, 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'x');
        const right = await sendRaw(signed, 'PUT', type, 'x');
        return [code(wrong), right.status];
      },
      ['400 BadDigest', 200],
    );

    promise(
      'keys that are wrong are told apart',
      async () => {
        const head = (credentials: { accessKeyId: string; secretAccessKey: string }) => {
          const { endpoint, region } = server;
          const stranger = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
          return outcome(stranger.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' })));
        };
        return [
          await head({ ...server.main, secretAccessKey: 'guess' }),
          await head({ accessKeyId: 'AKNOBODY', secretAccessKey: 'x' }),
        ];
      },
      ['403 SignatureDoesNotMatch', '403 InvalidAccessKeyId'],
    );

    promise('without a signature nothing is shown', async () => code(await sendRaw(url)), '403 AccessDenied');
  });
});
