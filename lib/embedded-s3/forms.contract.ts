import { createHmac } from 'node:crypto';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises } from './contract';
import { code, sendRaw } from './contract-raw';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

describe.each(testServers().map((server) => [server.name, server] as const))('forms on %s', (_name, server) => {
  let client: s3.S3Client;
  let bucket: string;
  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'forms');
  });
  afterAll(() => removeTestBucket(client, bucket));

  /** Sends a form whose policy, signed by the main user, has these conditions. */
  function post(fields: Record<string, string>, conditions: unknown[], lifeMs = 60_000) {
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const date = time.slice(0, 8);
    const signer = {
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${server.main.accessKeyId}/${date}/${server.region}/s3/aws4_request`,
      'x-amz-date': time,
    };
    const all = [
      { bucket },
      ['starts-with', '$key', ''],
      ...conditions,
      ...Object.entries(signer).map(([name, value]) => ({ [name]: value })),
    ];
    const document = { expiration: new Date(Date.now() + lifeMs).toISOString(), conditions: all };
    const policy = Buffer.from(JSON.stringify(document)).toString('base64');
    const key = hmac(hmac(hmac(hmac(`AWS4${server.main.secretAccessKey}`, date), server.region), 's3'), 'aws4_request');
    const signature = hmac(key, policy).toString('hex');
    const parts = Object.entries({ ...fields, ...signer, policy, 'x-amz-signature': signature }).map(
      ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--edge--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
    return sendRaw(`${server.endpoint}/${bucket}`, 'POST', headers, parts.join('') + file);
  }
  const read = async (Key: string) =>
    (await client.send(new s3.GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();

  declarePromises(server, 'forms', (promise) => {
    promise(
      'upload a file under the key they name',
      async () => {
        const reply = await post({ key: 'in/${filename}' }, []);
        return [reply.status, await read('in/a.txt')];
      },
      [204, 'hello'],
    );

    promise(
      'are answered with a document or a redirection',
      async () => {
        const status = ['starts-with', '$success_action_status', ''];
        const created = await post({ key: 'k', success_action_status: '201' }, [status]);
        const redirect = ['starts-with', '$success_action_redirect', ''];
        const sent = await post({ key: 'k', success_action_redirect: 'https://example.com/done' }, [redirect]);
        const key = /<Key>(.*)<\/Key>/.exec(created.body)?.[1];
        return [created.status, key, sent.status, String(sent.headers['location']).split('?')[0]];
      },
      [201, 'k', 303, 'https://example.com/done'],
    );

    promise(
      'are held to their policy',
      async () => [
        code(await post({ key: 'k' }, [], -1000)),
        code(await post({ key: 'k' }, [['starts-with', '$key', 'in/']])),
        code(await post({ key: 'k', acl: 'public-read' }, [])),
        code(await post({ key: 'k' }, [['content-length-range', 0, 4]])),
        code(await post({ key: 'k' }, [['content-length-range', 6, 9]])),
      ],
      ['403 AccessDenied', '403 AccessDenied', '403 AccessDenied', '400 EntityTooLarge', '400 EntityTooSmall'],
    );
  });
});
