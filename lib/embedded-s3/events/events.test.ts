import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

const arn = 'arn:aws:sqs:us-east-1:main:inbox';
let endpoint: TestEndpoint;
let listener: Server;
/** Bodies as they were received. */
const received: string[] = [];
/** How many of the next messages are refused. */
let refusals = 0;

beforeAll(async () => {
  listener = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      if (refusals > 0) {
        refusals -= 1;
        response.writeHead(503).end();
        return;
      }
      received.push(Buffer.concat(chunks).toString());
      response.writeHead(200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  endpoint = await startTestEndpoint({ faultControl: true, eventUrls: { [arn]: `http://127.0.0.1:${port}/inbox` } });
});
afterAll(async () => {
  await endpoint.stop();
  listener.close();
});

const put = (path: string, body = '', headers: Record<string, string> = {}) => {
  return endpoint.call({ method: 'PUT', path, body, headers });
};

interface Message {
  Event?: string;
  Records?: { eventName: string; s3: { bucket: { name: string }; object: Record<string, unknown> } }[];
}

/** Names and keys of the events of a bucket, in their order of arrival. */
function eventsOf(bucket: string): string[] {
  const messages = received.map((body) => JSON.parse(body) as Message);
  return messages
    .flatMap(({ Records = [] }) => Records)
    .filter(({ s3 }) => s3.bucket.name === bucket)
    .map(({ eventName, s3 }) => `${eventName} ${String(s3.object['key'])}`);
}

async function listen(bucket: string, inner: string): Promise<void> {
  const queue = `<QueueConfiguration><Id>mine</Id><Queue>${arn}</Queue>${inner}</QueueConfiguration>`;
  const document = `<NotificationConfiguration>${queue}</NotificationConfiguration>`;
  expect((await put(`/${bucket}?notification`, document)).status).toBe(200);
}

describe('a listener', () => {
  it('is greeted, and told what happens to objects', async () => {
    await put('/told');
    await listen(
      'told',
      '<Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event><Event>s3:ObjectTagging:*</Event>',
    );
    await put('/told/a%20b', 'hello');
    await put('/told/copy', '', { 'x-amz-copy-source': '/told/a%20b' });
    await put('/told/copy?tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>');
    await endpoint.call({ method: 'DELETE', path: '/told/copy' });
    await endpoint.call({ method: 'DELETE', path: '/told/copy' });
    const body = '<Delete><Object><Key>a b</Key></Object></Delete>';
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    await endpoint.call({ method: 'POST', path: '/told?delete', body, headers });
    await expect
      .poll(() => eventsOf('told'))
      .toEqual([
        'ObjectCreated:Put a+b',
        'ObjectCreated:Copy copy',
        'ObjectTagging:Put copy',
        'ObjectRemoved:Delete copy',
        'ObjectRemoved:Delete a+b',
      ]);
    const [greeting, first] = received.map((text) => JSON.parse(text) as Message);
    expect(greeting).toMatchObject({ Event: 's3:TestEvent', Bucket: 'told' });
    expect(first?.Records).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:main' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {
          'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/) as string,
          'x-amz-id-2': 'cooper',
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'mine',
          bucket: { name: 'told', ownerIdentity: { principalId: 'main' }, arn: 'arn:aws:s3:::told' },
          object: {
            key: 'a+b',
            size: 5,
            eTag: createHash('md5').update('hello').digest('hex'),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/) as string,
          },
        },
      },
    ]);
  });

  it('hears only of what it asked for', async () => {
    await put('/some');
    const rule = (name: string, value: string) =>
      `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`;
    const filter = `<Filter><S3Key>${rule('prefix', 'in/')}${rule('suffix', '.txt')}</S3Key></Filter>`;
    await listen('some', `<Event>s3:ObjectCreated:Put</Event>${filter}`);
    for (const key of ['out/a.txt', 'in/a.png', 'in/a.txt']) await put(`/some/${key}`, 'x');
    await put('/some/in/b.txt', '', { 'x-amz-copy-source': '/some/in/a.txt' });
    await put('/some/in/c.txt', 'x');
    await expect.poll(() => eventsOf('some')).toEqual(['ObjectCreated:Put in/a.txt', 'ObjectCreated:Put in/c.txt']);
  });

  it('is told of uploads by form under their own name', async () => {
    await put('/forms', '', { 'x-amz-acl': 'public-read-write' });
    await listen('forms', '<Event>s3:ObjectCreated:Post</Event>');
    const part = (disposition: string, value: string) => {
      return `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`;
    };
    const body = `${part('name="key"', 'a')}${part('name="file"; filename="x"', 'hello')}--b--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await endpoint.call({ method: 'POST', path: '/forms', body, headers, as: null })).status).toBe(204);
    await expect.poll(() => eventsOf('forms')).toEqual(['ObjectCreated:Post a']);
  });

  it('that refuses is asked again, and hears everything in order', async () => {
    await put('/again');
    await listen('again', '<Event>s3:ObjectCreated:*</Event>');
    await expect.poll(() => received.some((body) => body.includes('"Bucket":"again"'))).toBe(true);
    refusals = 2;
    await put('/again/1', 'x');
    await put('/again/2', 'x');
    await expect
      .poll(() => eventsOf('again'), { timeout: 10_000 })
      .toEqual(['ObjectCreated:Put 1', 'ObjectCreated:Put 2']);
  });

  it('hears of versions, and of what lifecycle does', async () => {
    await put('/aged');
    await put('/aged?versioning', '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');
    await listen('aged', '<Event>s3:ObjectRemoved:*</Event><Event>s3:LifecycleExpiration:*</Event>');
    const rule = '<Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>';
    await put('/aged?lifecycle', `<LifecycleConfiguration><Rule>${rule}</Rule></LifecycleConfiguration>`);
    await put('/aged/a', 'x');
    await put('/aged/b', 'x');
    await endpoint.call({ method: 'DELETE', path: '/aged/b' });
    const body = JSON.stringify({ now: new Date(Date.now() + 3 * 86_400_000).toISOString() });
    const clock: Call = { method: 'PUT', path: '/.cooper/clock', body, as: null };
    expect((await endpoint.call(clock)).status).toBe(200);
    await endpoint.call({ method: 'DELETE', path: '/.cooper/clock', as: null });
    await expect
      .poll(() => eventsOf('aged'))
      .toEqual(['ObjectRemoved:DeleteMarkerCreated b', 'LifecycleExpiration:DeleteMarkerCreated a']);
  });
});
