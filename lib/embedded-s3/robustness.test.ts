import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main, signCall, startTestEndpoint, type Call, type TestEndpoint } from './test-endpoint';

let endpoint: TestEndpoint;
const unforeseen = vi.spyOn(console, 'error');

beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box-one' });
  await endpoint.call({ method: 'PUT', path: '/box-one/kept', body: 'kept' });
});
afterAll(async () => {
  // Nothing that a client sends may surprise the server.
  expect(unforeseen.mock.calls).toEqual([]);
  expect(readdirSync(join(endpoint.dataDir, 'tmp'))).toEqual([]);
  await endpoint.stop();
});

/** What comes back for bytes as they are written, after which the connection is ended, by the server if so told. */
function sendBytes(text: string, whoEnds: 'client' | 'server' = 'client'): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(endpoint.server.port, '127.0.0.1', () => {
      socket.write(Buffer.from(text, 'latin1'));
      if (whoEnds === 'client') socket.end();
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

const statusLine = (answer: string) => answer.split('\r\n', 1)[0];
const host = () => `127.0.0.1:${String(endpoint.server.port)}`;

/** The head of a request that main has signed. */
function signedHead(call: Call, more: readonly string[] = []): string {
  const headers = signCall({ ...call, headers: { host: host(), ...call.headers } }, main);
  const lines = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...more];
  return `${call.method ?? 'GET'} ${call.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

describe('documents', { timeout: 30_000 }, () => {
  const operations: [method: string, path: string, root: string][] = [
    ['PUT', '/box-one?acl', 'AccessControlPolicy'],
    ['PUT', '/box-one?cors', 'CORSConfiguration'],
    ['PUT', '/box-one?encryption', 'ServerSideEncryptionConfiguration'],
    ['PUT', '/box-one?lifecycle', 'LifecycleConfiguration'],
    ['PUT', '/box-one?logging', 'BucketLoggingStatus'],
    ['PUT', '/box-one?notification', 'NotificationConfiguration'],
    ['PUT', '/box-one?object-lock', 'ObjectLockConfiguration'],
    ['PUT', '/box-one?ownershipControls', 'OwnershipControls'],
    ['PUT', '/box-one?policy', 'Policy'],
    ['PUT', '/box-one?publicAccessBlock', 'PublicAccessBlockConfiguration'],
    ['PUT', '/box-one?replication', 'ReplicationConfiguration'],
    ['PUT', '/box-one?requestPayment', 'RequestPaymentConfiguration'],
    ['PUT', '/box-one?tagging', 'Tagging'],
    ['PUT', '/box-one?versioning', 'VersioningConfiguration'],
    ['PUT', '/box-one?website', 'WebsiteConfiguration'],
    ['POST', '/box-one?delete', 'Delete'],
    ['PUT', '/box-one/kept?acl', 'AccessControlPolicy'],
    ['PUT', '/box-one/kept?retention', 'Retention'],
    ['PUT', '/box-one/kept?tagging', 'Tagging'],
    ['POST', '/box-one/kept?restore', 'RestoreRequest'],
  ];

  it('that are broken are refused, and change nothing', async () => {
    for (const [method, path, root] of operations) {
      for (const body of [
        '',
        ' ',
        '\u0000',
        'text',
        '{',
        `<${root}>`,
        `<${root}></other>`,
        '<Wrong/>',
        `<${root}/><x/>`,
      ]) {
        const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
        const { status } = await endpoint.call({ method, path, body, headers });
        expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true]);
      }
    }
    for (const path of [
      '/box-one?cors',
      '/box-one?lifecycle',
      '/box-one?policy',
      '/box-one?website',
      '/box-one?tagging',
    ]) {
      expect((await endpoint.call({ path })).status).toBe(404);
    }
  });

  it('of any shape are never met by surprise', async () => {
    const name = fc.constantFrom('Rule', 'Status', 'Days', 'Filter', 'Prefix', 'Key', 'Object', 'Grant', 'TagSet', 'x');
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('', '1', '-1', 'Enabled', '&lt;', '99999999999999999999', '<![CDATA[x]]>', '\u2028'),
        fc
          .tuple(name, fc.array(tie('node'), { maxLength: 3 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations.slice(0, 15)), tree, async ([method, path, root], inner) => {
        const { status } = await endpoint.call({ method, path, body: `<${root}>${inner}</${root}>` });
        expect(status).not.toBe(500);
      }),
      { numRuns: 150 },
    );
  });

  it('with entities that grow without bound are refused', async () => {
    const body = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Tagging>&b;</Tagging>';
    expect(await endpoint.call({ method: 'PUT', path: '/box-one?tagging', body })).toMatchObject({
      code: 'MalformedXML',
    });
  });

  it('nested very deep are refused', async () => {
    const body = `<Tagging>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</Tagging>`;
    expect((await endpoint.call({ method: 'PUT', path: '/box-one?tagging', body })).status).toBe(400);
  });
});

describe('keys', () => {
  it.each(['%', '%zz', '%ED%A0%80', '%ED%BF%BF', '%C0%AF', '%F5%80%80%80', 'a%FF'])(
    'that are no text are refused: %s',
    async (key) => {
      for (const path of [`/box-one/${key}`, `/box-one?list-type=2&prefix=${key}`]) {
        expect(await endpoint.call({ path, as: null })).toMatchObject({ status: 400, code: 'InvalidURI' });
      }
    },
  );

  it('that are raw bytes and no text are refused', async () => {
    for (const path of ['/box-one/a\xff', '/box-one?list-type=2&prefix=\xff']) {
      const answer = await sendBytes(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
      expect(statusLine(answer)).toBe('HTTP/1.1 400 Bad Request');
    }
  });

  it('are at most 1,024 bytes long', async () => {
    const longest = `${'%E2%82%AC'.repeat(341)}k`;
    expect((await endpoint.call({ method: 'PUT', path: `/box-one/${longest}`, body: 'x' })).status).toBe(200);
    const tooLong = { method: 'PUT', path: `/box-one/${longest}k`, body: 'x' };
    expect(await endpoint.call(tooLong)).toMatchObject({ status: 400, code: 'KeyTooLongError' });
  });

  it.each(['%00', 'a%00b', '%0D%0Ax-injected:%201', '%EF%BF%BE'])(
    'of odd characters are kept as they are: %s',
    async (key) => {
      const put = await endpoint.call({ method: 'PUT', path: `/box-one/${key}`, body: key });
      expect([put.status, put.headers['x-injected']]).toEqual([200, undefined]);
      expect((await endpoint.call({ path: `/box-one/${key}` })).body).toBe(key);
      const listed = await endpoint.call({ path: `/box-one?list-type=2&encoding-type=url&prefix=${key}` });
      expect(listed.body).toContain(`<Key>${key.replaceAll(':', '%3A')}</Key>`);
    },
  );
});

describe('parts', () => {
  it.each(['0', '10001', '-1', '1.5', '', 'one', '99999999999'])('are not numbered %j', async (number) => {
    const created = await endpoint.call({ method: 'POST', path: '/box-one/parts?uploads' });
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.body)?.[1] ?? '';
    const path = `/box-one/parts?partNumber=${number}&uploadId=${uploadId}`;
    expect(await endpoint.call({ method: 'PUT', path, body: 'x' })).toMatchObject({ code: 'InvalidArgument' });
    const part = `<Part><PartNumber>${number}</PartNumber><ETag>x</ETag></Part>`;
    const body = `<CompleteMultipartUpload>${part}</CompleteMultipartUpload>`;
    const completed = await endpoint.call({ method: 'POST', path: `/box-one/parts?uploadId=${uploadId}`, body });
    expect(completed.status).toBe(400);
    await endpoint.call({ method: 'DELETE', path: `/box-one/parts?uploadId=${uploadId}` });
  });
});

describe('requests on the wire', { timeout: 30_000 }, () => {
  it('that say their length twice are refused', async () => {
    const head = `PUT /box-one/smuggled HTTP/1.1\r\nHost: ${host()}\r\n`;
    for (const headers of [
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 5\r\nContent-Length: 6\r\n',
      'Transfer-Encoding: identity, chunked, x\r\nContent-Length: 5\r\n',
      'Content-Length: +5\r\n',
    ]) {
      expect(statusLine(await sendBytes(`${head}${headers}\r\nhello`))).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('with broken headers are refused', async () => {
    for (const header of ['Bad Name: x', 'x-amz-meta-a: b\r\n folded', 'x-a: \u0000', ': x']) {
      const answer = await sendBytes(`GET /box-one HTTP/1.1\r\nHost: ${host()}\r\n${header}\r\n\r\n`);
      expect(statusLine(answer)).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
  });

  it('for another address than a path are refused', async () => {
    for (const target of ['http://elsewhere.example/box-one', '*', 'elsewhere.example:443']) {
      const answer = await sendBytes(`GET ${target} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
      expect(statusLine(answer)).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
  });

  it('do not run into one another behind a body nobody reads', async () => {
    const refused = signedHead({ method: 'PUT', path: '/no-such-bucket/a', body: 'GET /box-one HTTP/1.1' }, [
      'content-length: 21',
    ]);
    const second = signedHead({ path: '/box-one/kept' }, ['connection: close']);
    const answers = await sendBytes(`${refused}GET /box-one HTTP/1.1${second}`, 'server');
    expect(answers.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
    expect(answers.endsWith('kept')).toBe(true);
  });

  it('whose body is cut off leave nothing', async () => {
    const body = 'x'.repeat(100_000);
    const head = signedHead({ method: 'PUT', path: '/box-one/cut', body }, [`content-length: ${body.length}`]);
    await sendBytes(head + body.slice(0, 50_000)).catch(() => undefined);
    expect(await endpoint.call({ path: '/box-one/cut' })).toMatchObject({ status: 404 });
    await expect.poll(() => readdirSync(join(endpoint.dataDir, 'tmp'))).toEqual([]);
  });

  it('whose answer headers are replaced with line breaks are refused', async () => {
    const path = '/box-one/kept?response-content-type=a%0D%0Ax-injected:%201';
    const reply = await endpoint.call({ path });
    expect([reply.status, reply.headers['x-injected']]).toEqual([400, undefined]);
  });

  it('of any bytes get an answer or none, and the next one is served', async () => {
    const bytes = fc.string({
      unit: fc.constantFrom('\r\n', ' ', ':', '/', '?', '%', 'GET', 'HTTP/1.1', '\u0000', 'é', '0'),
    });
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        await sendBytes(text).catch(() => undefined);
      }),
      { numRuns: 100 },
    );
    expect((await endpoint.call({ path: '/box-one/kept' })).body).toBe('kept');
  });
});
