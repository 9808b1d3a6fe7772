import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  await endpoint.call({ method: 'PUT', path: '/box' });
});

const text = 'The quick brown fox jumps over the lazy dog. '.repeat(200);
const md5 = (bytes: string | Buffer) => createHash('md5').update(bytes).digest();
const keyHeaders = (key: Buffer, prefix = 'x-amz-') => ({
  [`${prefix}server-side-encryption-customer-algorithm`]: 'AES256',
  [`${prefix}server-side-encryption-customer-key`]: key.toString('base64'),
  [`${prefix}server-side-encryption-customer-key-md5`]: md5(key).toString('base64'),
});
const key = randomBytes(32);
const other = randomBytes(32);
const put = (path: string, headers: Call['headers'] = {}, body = text) =>
  endpoint.call({ method: 'PUT', path, headers, body });
const get = (path: string, headers: Call['headers'] = {}) => endpoint.call({ path, headers });
const copy = (source: string, path: string, headers: Call['headers'] = {}) =>
  endpoint.call({ method: 'PUT', path, headers: { ...headers, 'x-amz-copy-source': source } });

/** Everything that lies in the data folder, metadata and bytes. */
function readDisk(): Buffer {
  const files = readdirSync(endpoint.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

describe('headers about encryption', () => {
  const asks = 'x-amz-server-side-encryption';

  it.each([
    ['two ways at once', { [asks]: 'AES256', ...keyHeaders(key) }],
    ['two ways, of which one is not to be had', { [asks]: 'aws:kms', ...keyHeaders(key) }],
    ['a key without its service', { [`${asks}-aws-kms-key-id`]: 'alias/key' }],
    ['a key of a service with another way', { [asks]: 'AES256', [`${asks}-aws-kms-key-id`]: 'alias/key' }],
  ])('that ask for %s are refused as such', async (_what, headers) => {
    expect(await put('/box/unclear', headers)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(await get('/box/unclear')).toMatchObject({ status: 404 });
  });

  it('that ask for a key management service, and for it alone, are not implemented', async () => {
    const headers = { [asks]: 'aws:kms', [`${asks}-aws-kms-key-id`]: 'alias/key' };
    expect(await put('/box/unclear', headers)).toMatchObject({ status: 501, code: 'NotImplemented' });
  });

  it('have no place in a read', async () => {
    await put('/box/read');
    for (const value of ['AES256', 'aws:kms']) {
      expect(await get('/box/read', { [asks]: value })).toMatchObject({ status: 400, code: 'InvalidArgument' });
    }
  });
});

describe('objects that the server encrypts', () => {
  const asked = { 'x-amz-server-side-encryption': 'AES256' };

  it('say so, are read as they were written, and do not lie on the disk', async () => {
    const secret = randomBytes(30).toString('hex').repeat(10);
    expect(await put('/box/sealed', asked, secret)).toMatchObject({
      status: 200,
      headers: { 'x-amz-server-side-encryption': 'AES256', etag: `"${md5(secret).toString('hex')}"` },
    });
    expect(await get('/box/sealed')).toMatchObject({
      body: secret,
      headers: { 'x-amz-server-side-encryption': 'AES256' },
    });
    expect(readDisk().includes(secret)).toBe(false);
    await put('/box/plain', {}, secret);
    expect((await get('/box/plain')).headers).not.toHaveProperty('x-amz-server-side-encryption');
    expect(readDisk().includes(secret)).toBe(true);
    await endpoint.call({ method: 'DELETE', path: '/box/plain' });
  });

  it.each([
    [0, 0],
    [15, 16],
    [17, 40],
    [1000, 8999],
  ])('are read in ranges, such as %i to %i', async (first, last) => {
    await put('/box/sealed', asked);
    const part = await get('/box/sealed', { range: `bytes=${first}-${last}` });
    expect(part).toMatchObject({ status: 206, body: text.slice(first, last + 1) });
  });

  it('are those of a bucket that wants it, until it wants it no more', async () => {
    const rule = (algorithm: string) =>
      `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}` +
      '</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';
    await put('/box?encryption', {}, rule('AES256'));
    expect((await put('/box/a')).headers).toMatchObject(asked);
    expect((await copy('/box/a', '/box/b')).headers).toMatchObject(asked);
    await put('/box?encryption', {}, rule('aws:kms'));
    expect(await put('/box/c')).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect((await put('/box/c', asked)).headers).toMatchObject(asked);
    await endpoint.call({ method: 'DELETE', path: '/box?encryption' });
    expect((await put('/box/d')).headers).not.toHaveProperty('x-amz-server-side-encryption');
    expect((await get('/box/b')).body).toBe(text);
  });

  it('keep the key from all but the owner of the folder', async () => {
    await put('/box/sealed', asked);
    expect(statSync(join(endpoint.dataDir, 'server-key')).mode & 0o777).toBe(0o600);
  });

  it('are refused with an algorithm that there is not', async () => {
    expect(await put('/box/x', { 'x-amz-server-side-encryption': 'DES' })).toMatchObject({
      status: 400,
      code: 'InvalidEncryptionAlgorithmError',
    });
    expect(await get('/box/sealed', asked)).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe("objects with a customer's key", () => {
  const keyMd5 = 'x-amz-server-side-encryption-customer-key-md5';

  it('are opened by it alone, and neither they nor it lie on the disk', async () => {
    const secret = randomBytes(30).toString('hex').repeat(10);
    const written = await put('/box/mine', keyHeaders(key), secret);
    expect(written.headers[keyMd5]).toBe(md5(key).toString('base64'));
    expect(written.headers['etag']).not.toContain(md5(secret).toString('hex'));
    expect((await get('/box/mine', keyHeaders(key))).body).toBe(secret);
    expect((await get('/box/mine', { ...keyHeaders(key), range: 'bytes=33-77' })).body).toBe(secret.slice(33, 78));
    expect(await get('/box/mine')).toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(await get('/box/mine', keyHeaders(other))).toMatchObject({ status: 403, code: 'AccessDenied' });
    const head = { method: 'HEAD', path: '/box/mine' };
    expect(await endpoint.call(head)).toMatchObject({ status: 400 });
    expect(await endpoint.call({ ...head, headers: keyHeaders(key) })).toMatchObject({ status: 200 });
    const attributes = { 'x-amz-object-attributes': 'ObjectSize' };
    expect(await get('/box/mine?attributes', attributes)).toMatchObject({ status: 400 });
    expect(await get('/box/mine?attributes', { ...attributes, ...keyHeaders(key) })).toMatchObject({ status: 200 });
    const disk = readDisk();
    for (const hidden of [secret, key, key.toString('base64'), key.toString('hex')]) {
      expect(disk.includes(hidden)).toBe(false);
    }
  });

  it('are refused unless algorithm, key and hash fit together', async () => {
    const right = keyHeaders(key);
    const name = 'x-amz-server-side-encryption-customer-';
    const without = (part: string) => Object.fromEntries(Object.entries(right).filter(([at]) => at !== name + part));
    const refused = async (headers: Call['headers']) => (await put('/box/refused', headers)).code;
    expect(await refused(without('key'))).toBe('InvalidArgument');
    expect(await refused(without('key-md5'))).toBe('InvalidArgument');
    expect(await refused(without('algorithm'))).toBe('InvalidArgument');
    expect(await refused({ ...right, [`${name}algorithm`]: 'DES' })).toBe('InvalidEncryptionAlgorithmError');
    expect(await refused({ ...right, [`${name}key-md5`]: md5('x').toString('base64') })).toBe('InvalidArgument');
    expect(await refused(keyHeaders(key.subarray(16)))).toBe('InvalidArgument');
    expect(await refused({ ...right, 'x-amz-server-side-encryption': 'AES256' })).toBe('InvalidArgument');
    expect(await get('/box/refused')).toMatchObject({ status: 404 });
    await put('/box/open');
    expect(await get('/box/open', right)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });

  it('are copied from key to key, to none, and back', async () => {
    const source = keyHeaders(key, 'x-amz-copy-source-');
    await put('/box/mine', keyHeaders(key));
    expect(await copy('/box/mine', '/box/open')).toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(await copy('/box/mine', '/box/open', keyHeaders(other, 'x-amz-copy-source-'))).toMatchObject({
      status: 403,
    });
    expect(await copy('/box/mine', '/box/open', source)).toMatchObject({ status: 200 });
    expect(await get('/box/open')).toMatchObject({ body: text, headers: { etag: `"${md5(text).toString('hex')}"` } });
    await copy('/box/mine', '/box/again', { ...source, ...keyHeaders(key) });
    await copy('/box/mine', '/box/other', { ...source, ...keyHeaders(other) });
    await copy('/box/open', '/box/closed', keyHeaders(other));
    await copy('/box/mine', '/box/theirs', { ...source, 'x-amz-server-side-encryption': 'AES256' });
    expect((await get('/box/again', keyHeaders(key))).body).toBe(text);
    expect((await get('/box/other', keyHeaders(other))).body).toBe(text);
    expect((await get('/box/closed', keyHeaders(other))).body).toBe(text);
    expect((await get('/box/theirs')).body).toBe(text);
    // Onto itself with another key: that is how keys are changed.
    expect(await copy('/box/mine', '/box/mine', { ...source, ...keyHeaders(other) })).toMatchObject({ status: 200 });
    expect((await get('/box/mine', keyHeaders(other))).body).toBe(text);
  });

  it('are uploaded in parts that all bring it', async () => {
    const head = randomBytes(5 * 1024 * 1024 + 3)
      .toString('latin1')
      .replace(/[^ -~]/g, '.');
    await put('/box/open', {}, text);
    await put('/box/other', keyHeaders(other), text);
    const begun = await endpoint.call({ method: 'POST', path: '/box/parts?uploads', headers: keyHeaders(key) });
    expect(begun.headers[keyMd5]).toBe(md5(key).toString('base64'));
    const id = /<UploadId>([^<]+)/.exec(begun.body)?.[1] ?? '';
    const part = (number: number) => `/box/parts?partNumber=${number}&uploadId=${id}`;
    expect(await put(part(1))).toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(await put(part(1), keyHeaders(other))).toMatchObject({ status: 400, code: 'InvalidRequest' });
    const first = await put(part(1), keyHeaders(key), head);
    const fromOther = { ...keyHeaders(other, 'x-amz-copy-source-'), ...keyHeaders(key) };
    const large = head.slice(0, 5 * 1024 * 1024);
    await put('/box/large', {}, large);
    const second = await copy('/box/large', part(2), keyHeaders(key));
    const third = await copy('/box/other', part(3), { ...fromOther, 'x-amz-copy-source-range': 'bytes=5-104' });
    const etags = [first.headers['etag'], ...[second, third].map(({ body }) => /<ETag>([^<]+)/.exec(body)?.[1])];
    const parts = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    const whole = head + large + text.slice(5, 105);
    expect(await endpoint.call({ method: 'POST', path: `/box/parts?uploadId=${id}`, body })).toMatchObject({
      status: 200,
    });
    expect((await get('/box/parts', keyHeaders(key))).body === whole).toBe(true);
    const across = { ...keyHeaders(key), range: `bytes=${head.length - 21}-${head.length + 40}` };
    expect((await get('/box/parts', across)).body).toBe(whole.slice(head.length - 21, head.length + 41));
    expect(await get('/box/parts')).toMatchObject({ status: 400 });
  });

  it('are refused where the bucket blocks them', async () => {
    const rule =
      '<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType>' +
      '</BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>';
    await endpoint.call({ method: 'PUT', path: '/box-blocked' });
    await put('/box-blocked?encryption', {}, rule);
    expect(await put('/box-blocked/mine', keyHeaders(key))).toMatchObject({ status: 403, code: 'AccessDenied' });
  });
});
