import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, main, signCall, startTestEndpoint, type Call, type TestEndpoint } from './test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box-one' });
  await endpoint.call({
    method: 'PUT',
    path: '/box-one/hello.txt',
    body: 'hello',
    headers: { 'content-type': 'text/plain' },
  });
});
afterAll(() => endpoint.stop());

describe('every answer', () => {
  it('names server, request and date', async () => {
    for (const path of ['/', '/box-one', '/no-such-bucket', '/box-one/hello.txt', '/%zz']) {
      const { headers } = await endpoint.call({ path, as: null });
      expect(headers['server']).toBe('Cooper');
      expect(headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/);
      expect(Date.parse(headers.date ?? '')).not.toBeNaN();
    }
  });

  it('that refuses says why in XML, with the id of the request', async () => {
    const { status, body, headers } = await endpoint.call({ path: '/box-one/missing' });
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/xml');
    expect(body).toContain('<Code>NoSuchKey</Code>');
    expect(body).toContain(`<RequestId>${String(headers['x-amz-request-id'])}</RequestId>`);
  });
});

describe('signatures', () => {
  it('let the owner in, and nobody else', async () => {
    const get = { path: '/box-one/hello.txt' };
    expect(await endpoint.call(get)).toMatchObject({ status: 200, body: 'hello' });
    expect(await endpoint.call({ ...get, as: alt })).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await endpoint.call({ ...get, as: null })).toMatchObject({ status: 403, code: 'AccessDenied' });
    const wrong = { ...main, secretAccessKey: 'guess' };
    expect(await endpoint.call({ ...get, as: wrong })).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    const unknown = { ...main, accessKeyId: 'AKNOBODY' };
    expect(await endpoint.call({ ...get, as: unknown })).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });

  it('do not serve for another path, method, query or body', async () => {
    const host = new URL(endpoint.server.url).host;
    const headers = signCall({ method: 'PUT', path: '/box-one/a', headers: { host }, body: 'a' }, main);
    const put = { method: 'PUT', path: '/box-one/a', body: 'a', headers, as: null };
    expect(await endpoint.call({ ...put, path: '/box-one/b' })).toMatchObject({ code: 'SignatureDoesNotMatch' });
    expect(await endpoint.call({ ...put, method: 'DELETE', body: '' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    expect(await endpoint.call({ ...put, path: '/box-one/a?tagging' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    expect(await endpoint.call({ ...put, body: 'b' })).toMatchObject({
      status: 400,
      code: 'XAmzContentSHA256Mismatch',
    });
    expect(await endpoint.call({ path: '/box-one/a' })).toMatchObject({ status: 404 });
    expect(await endpoint.call(put)).toMatchObject({ status: 200 });
  });

  it('are only good near their time', async () => {
    const host = new URL(endpoint.server.url).host;
    const headers = signCall({ path: '/box-one', headers: { host } }, main, Date.now() - 16 * 60_000);
    expect(await endpoint.call({ path: '/box-one', headers, as: null })).toMatchObject({
      code: 'RequestTimeTooSkewed',
    });
  });
});

describe('addresses', () => {
  it('may name the bucket in the host', async () => {
    const host = `box-one.localhost:${String(endpoint.server.port)}`;
    expect(await endpoint.call({ path: '/hello.txt', headers: { host } })).toMatchObject({
      status: 200,
      body: 'hello',
    });
    const list = await endpoint.call({ path: '/?list-type=2', headers: { host } });
    expect(list.body).toContain('<Name>box-one</Name>');
  });

  it.each([
    ['/box-one/%zz', 400, 'InvalidURI'],
    ['/box-one/%ff', 400, 'InvalidURI'],
    ['/box-one?prefix=%zz', 400, 'InvalidURI'],
    [`/box-one/${'k'.repeat(1025)}`, 400, 'KeyTooLongError'],
    [`/box-one/${'k'.repeat(1024)}`, 404, 'NoSuchKey'],
  ])('%s is answered %i %s', async (path, status, code) => {
    // Such a path cannot be signed, and need not be: it is refused before anybody asks who sent it.
    const as = code === 'InvalidURI' ? null : main;
    expect(await endpoint.call({ path, as })).toMatchObject({ status, code });
  });
});

describe('a body', () => {
  const put = { method: 'PUT', path: '/box-one/body', body: 'hello' };
  const md5 = (text: string) => createHash('md5').update(text).digest('base64');

  it.each([
    [{ 'content-md5': md5('other') }, 'BadDigest'],
    [{ 'content-md5': 'nonsense' }, 'InvalidDigest'],
    [{ 'x-amz-checksum-crc32': 'AAAAAA==' }, 'BadDigest'],
    [{ 'x-amz-checksum-crc32': 'AAAA' }, 'InvalidRequest'],
    [{ 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' }, 'InvalidRequest'],
    [{ 'x-amz-sdk-checksum-algorithm': 'CRC32' }, 'InvalidRequest'],
    [{ 'x-amz-storage-class': 'CUPBOARD' }, 'InvalidStorageClass'],
    [{ 'x-amz-acl': 'everybody' }, 'InvalidArgument'],
    [{ 'x-amz-tagging': 'a=1&a=2' }, 'InvalidTag'],
    [{ 'x-amz-meta-long': 'x'.repeat(2048) }, 'MetadataTooLarge'],
    [{ 'x-amz-object-lock-legal-hold': 'ON' }, 'InvalidRequest'],
    [{ 'x-amz-content-sha256': 'nonsense' }, 'InvalidArgument'],
    [{ 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' }, 'NotImplemented'],
  ])('with %j is refused and leaves nothing', async (headers, code) => {
    expect(await endpoint.call({ ...put, headers: headers })).toMatchObject({
      code,
    });
    expect(await endpoint.call({ path: put.path })).toMatchObject({ status: 404 });
  });

  it('whose promises are all true is taken', async () => {
    const headers = { 'content-md5': md5('hello'), 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-meta-colour': 'green' };
    expect(await endpoint.call({ ...put, path: '/box-one/true', headers })).toMatchObject({ status: 200 });
    const read = await endpoint.call({ path: '/box-one/true', headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    expect(read.headers).toMatchObject({
      'x-amz-checksum-crc32': 'NhCmhg==',
      'x-amz-checksum-type': 'FULL_OBJECT',
      'x-amz-meta-colour': 'green',
      etag: `"${createHash('md5').update('hello').digest('hex')}"`,
    });
    expect((await endpoint.call({ path: '/box-one/true' })).headers).not.toHaveProperty('x-amz-checksum-crc32');
  });

  it('in chunks with a trailer is decoded and held to its checksum', async () => {
    const chunked = (checksum: string) => `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`;
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'content-encoding': 'aws-chunked',
    };
    const call = { method: 'PUT', path: '/box-one/chunked', headers };
    expect(await endpoint.call({ ...call, body: chunked('AAAAAA==') })).toMatchObject({ code: 'BadDigest' });
    expect(await endpoint.call({ ...call, body: 'hello' })).toMatchObject({ code: 'IncompleteBody' });
    expect(await endpoint.call({ ...call, body: chunked('NhCmhg==') })).toMatchObject({ status: 200 });
    const read = await endpoint.call({ path: '/box-one/chunked' });
    expect(read.body).toBe('hello');
    expect(read.headers).not.toHaveProperty('content-encoding');
  });
});

describe('temporary keys', () => {
  it('work with their token alone', async () => {
    const temporary = { ...main, accessKeyId: 'AKTEMP', sessionToken: 'the-token' };
    const other = await startTestEndpoint({ users: [temporary] });
    const { sessionToken: _token, ...without } = temporary;
    expect(await other.call({ path: '/', as: temporary })).toMatchObject({ status: 200 });
    expect(await other.call({ path: '/', as: without })).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
    const false_ = { ...temporary, sessionToken: 'another' };
    expect(await other.call({ path: '/', as: false_ })).toMatchObject({ status: 400, code: 'InvalidToken' });
    await other.stop();
  });
});

describe('a client that waits for leave to send', () => {
  const upload = (signed: boolean) =>
    new Promise<{ continued: boolean; status: number }>((resolve, reject) => {
      const { host, hostname, port } = new URL(endpoint.server.url);
      const call = {
        method: 'PUT',
        path: '/box-one/waiting',
        body: 'waited',
        headers: { host, expect: '100-continue' },
      };
      const headers = { ...(signed ? signCall(call, main) : call.headers), 'content-length': '6' };
      const sent = request({ hostname, port, method: 'PUT', path: call.path, headers, agent: false });
      let continued = false;
      sent.on('continue', () => {
        continued = true;
        sent.end(call.body);
      });
      sent.on('response', (answer) => {
        answer.resume();
        resolve({ continued, status: answer.statusCode ?? 0 });
        sent.destroy();
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });

  it('gets it when all else is right, and is spared the sending when not', async () => {
    expect(await upload(true)).toEqual({ continued: true, status: 200 });
    expect(await upload(false)).toEqual({ continued: false, status: 403 });
  });
});

describe('a connection', () => {
  it('serves the next request although the body of the last one was refused halfway', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { host, hostname, port } = new URL(endpoint.server.url);
    const exchange = (call: Call & { headers: Record<string, string> }) =>
      new Promise<number>((resolve, reject) => {
        const { method = 'GET', path, body = '' } = call;
        const headers = { ...signCall(call, main), 'content-length': Buffer.byteLength(body) };
        const sent = request({ agent, hostname, port, method, path, headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        });
        sent.on('error', reject);
        sent.end(body);
      });
    const chunked = {
      host,
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '4000000',
    };
    const body = Buffer.concat([Buffer.from('no chunk head\r\n'), Buffer.alloc(4_000_000)]);
    expect(await exchange({ method: 'PUT', path: '/box-one/halfway', body, headers: chunked })).toBe(400);
    expect(await exchange({ path: '/box-one/hello.txt', headers: { host } })).toBe(200);
    agent.destroy();
  });
});

describe('closing', () => {
  it('does not wait for answers that are delayed', async () => {
    const other = await startTestEndpoint();
    other.server.faults.set([{ match: {}, nth: 1, action: { kind: 'delay', ms: 3_600_000 } }]);
    const answer = other.call({ path: '/' });
    await expect.poll(() => other.server.faults.spent).toBe(1);
    const broken = expect(answer).rejects.toThrow();
    await other.stop();
    await broken;
  });
});
